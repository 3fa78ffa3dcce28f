import { localDateAt } from '@shared-payments/domain';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { isProblem } from '../api/request-problem.ts';
import { AnswerView } from '../components/answer-view.tsx';
import { BackLink } from '../components/links.tsx';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { Screen } from '../components/screen.tsx';
import { groupKey } from '../groups/group-queries.ts';
import { useGroup } from '../groups/use-group.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import { useKeptWrite } from '../outbox/use-kept-write.ts';
import { type Bill, billKey, billQuery } from './bill-queries.ts';
import { updateBill } from './bill-requests.ts';
import { draftOfBill, emptyDraft } from './editor/bill-draft.ts';
import { BillEditor } from './editor/bill-editor.tsx';

const route = getRouteApi('/groups/$groupId/bills/$billId/edit');

export function EditBillScreen() {
  const { groupId, billId } = route.useParams();
  const { say } = useSpeech();
  const bill = useQuery(billQuery(groupId, billId));
  return (
    <Screen
      title={say('bills.edit')}
      back={
        <BackLink to="/groups/$groupId/bills/$billId" params={{ groupId, billId }}>
          {bill.data?.title ?? say('bills.title')}
        </BackLink>
      }
      isNarrow
    >
      <AnswerView query={bill}>{(data) => <EditForm latest={data} />}</AnswerView>
    </Screen>
  );
}

/** Stays with the version it began with: what somebody else saves meanwhile is asked for, never slipped under the typing. */
function EditForm({ latest }: { readonly latest: Bill }) {
  const { say, locale } = useSpeech();
  const { group, me } = useGroup();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [bill, setBill] = useState(latest);
  const empty = emptyDraft(group, me, localDateAt(Date.now(), group.timeZone));
  const [first, setFirst] = useState(() => draftOfBill(bill, empty, locale));
  const toBill = () =>
    navigate({
      to: '/groups/$groupId/bills/$billId',
      params: { groupId: group.id, billId: bill.id },
      replace: true,
      ignoreBlocker: true,
    });
  const save = useKeptWrite(updateBill(group.id, bill.id, bill.version), {
    words: ({ title, totalMinor: amountMinor, currency }) => ({
      kind: 'billChange',
      groupId: group.id,
      title,
      ...(amountMinor !== undefined && { amount: { amountMinor, currency } }),
    }),
    changes: [groupKey(group.id)],
    onDone: toBill,
    onKept: toBill,
  });
  const showTheirs = async () => {
    await queryClient.invalidateQueries({ queryKey: billKey(group.id, bill.id) });
    const theirs = await queryClient.fetchQuery(billQuery(group.id, bill.id));
    save.reset();
    setBill(theirs);
    setFirst(draftOfBill(theirs, empty, locale));
  };
  const isConflict = isProblem(save.error, 'conflict');
  return (
    <>
      {isConflict ? <ProblemNotice error={save.error} onRetry={() => void showTheirs()} /> : null}
      <BillEditor
        key={bill.version}
        first={first}
        saveLabel={say('app.save')}
        error={isConflict ? undefined : save.error}
        isSaving={save.isPending}
        onSave={(body) => save.mutate(body)}
      />
    </>
  );
}
