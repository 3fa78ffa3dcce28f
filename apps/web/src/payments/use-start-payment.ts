import { useNavigate } from '@tanstack/react-router';
import { useWrite } from '../api/use-write.ts';
import { groupKey } from '../groups/group-queries.ts';
import { useGroup } from '../groups/use-group.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import { useKeptWrite } from '../outbox/use-kept-write.ts';
import type { Payment } from './payment-queries.ts';
import { type StartBody, startPayment } from './payment-requests.ts';

/** Starts a payment: cash and transfers may wait in the outbox, a card has to be asked now. */
export function useStartPayment(from: string, to: string) {
  const { say } = useSpeech();
  const { group, nameOf } = useGroup();
  const navigate = useNavigate();
  const changes = [groupKey(group.id)];
  const onDone = ({ id }: Payment) =>
    navigate({
      to: '/groups/$groupId/payments/$paymentId',
      params: { groupId: group.id, paymentId: id },
      replace: true,
    });
  const now = useWrite(startPayment(group.id), { changes, onDone });
  const kept = useKeptWrite(startPayment(group.id), {
    words: ({ amountMinor, currency }) => ({
      kind: 'payment',
      groupId: group.id,
      title: say('settlement.pays', { from: nameOf(from), to: nameOf(to) }),
      amount: { amountMinor, currency },
    }),
    changes,
    onDone,
    onKept: () => navigate({ to: '/groups/$groupId/settle', params: { groupId: group.id } }),
  });
  return {
    error: now.error ?? kept.error,
    isPending: now.isPending || kept.isPending,
    send: (body: StartBody) => (body.method === 'card' ? now : kept).mutate(body),
  };
}
