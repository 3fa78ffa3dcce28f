import { localDateAt } from '@shared-payments/domain';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { BackLink } from '../components/links.tsx';
import { Notice } from '../components/notice.tsx';
import { Screen } from '../components/screen.tsx';
import { groupKey } from '../groups/group-queries.ts';
import { useGroup } from '../groups/use-group.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import { useKeptWrite } from '../outbox/use-kept-write.ts';
import { createBill } from './bill-requests.ts';
import { emptyDraft } from './editor/bill-draft.ts';
import { BillEditor } from './editor/bill-editor.tsx';

export function NewBillScreen() {
  const { say } = useSpeech();
  const { group, me, canTakePart } = useGroup();
  const navigate = useNavigate();
  const [first] = useState(() => emptyDraft(group, me, localDateAt(Date.now(), group.timeZone)));
  const create = useKeptWrite(createBill(group.id), {
    words: ({ title, totalMinor: amountMinor, currency }) => ({
      kind: 'bill',
      groupId: group.id,
      title,
      ...(amountMinor !== undefined && { amount: { amountMinor, currency } }),
    }),
    changes: [groupKey(group.id)],
    onDone: (bill) =>
      navigate({
        to: '/groups/$groupId/bills/$billId',
        params: { groupId: group.id, billId: bill.id },
        replace: true,
        ignoreBlocker: true,
      }),
    onKept: () =>
      navigate({ to: '/groups/$groupId', params: { groupId: group.id }, replace: true, ignoreBlocker: true }),
  });
  return (
    <Screen
      title={say('bills.new')}
      back={
        <BackLink to="/groups/$groupId" params={{ groupId: group.id }}>
          {group.name}
        </BackLink>
      }
      isNarrow
    >
      {canTakePart ? (
        <BillEditor
          first={first}
          saveLabel={say('bills.save')}
          error={create.error}
          isSaving={create.isPending}
          onSave={(body) => create.mutate(body)}
        />
      ) : (
        <Notice tone="hint">{say('problem.forbidden')}</Notice>
      )}
    </Screen>
  );
}
