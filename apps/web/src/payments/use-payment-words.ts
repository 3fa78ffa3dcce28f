import { useGroup } from '../groups/use-group.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import type { Payment } from './payment-queries.ts';

/** What a payment waits for, or how it ended, said to whoever looks. */
export function usePaymentWords(): (payment: Payment) => string {
  const { say, moment } = useSpeech();
  const { group, me, nameOf } = useGroup();
  const primary = group.members.find(({ role, leftAt }) => role === 'primary' && leftAt === null);
  return (payment) => {
    const { state, method, from, to, course } = payment;
    const names = { from: nameOf(from), to: nameOf(to) };
    switch (state) {
      case 'pending':
        return me.role === 'primary' ? say('payNow.approveIt') : say('payNow.pending', { name: primary?.name ?? '?' });
      case 'approved':
        if (to === me.id) return say('payNow.confirmIt', names);
        return say(method === 'bank' ? 'payNow.transfer' : 'payNow.handOver', names);
      case 'processing':
        if (course?.retryAt) return say('payNow.retry', { moment: moment(course.retryAt) });
        return say(course?.transactions.at(-1)?.state === 'needs-action' ? 'payNow.bankAsks' : 'payNow.processing');
      default:
        return say(`payNow.${state}`, names);
    }
  };
}
