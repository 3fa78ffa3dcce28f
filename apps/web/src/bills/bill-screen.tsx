import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useWrite } from '../api/use-write.ts';
import { AnswerView } from '../components/answer-view.tsx';
import { Card } from '../components/card.tsx';
import { ConfirmButton } from '../components/confirm-button.tsx';
import { Icon } from '../components/icon.tsx';
import { BackLink, ButtonLink } from '../components/links.tsx';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { Screen } from '../components/screen.tsx';
import { groupKey } from '../groups/group-queries.ts';
import { useGroup } from '../groups/use-group.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import { Attachments } from './attachments.tsx';
import { BillDisputes } from './bill-disputes.tsx';
import { BillHistoryList } from './bill-history.tsx';
import { type Bill, billQuery } from './bill-queries.ts';
import { reverseBill } from './bill-requests.ts';
import styles from './bill-screen.module.css';
import { BillShares } from './bill-shares.tsx';
import { Comments } from './comments.tsx';

const route = getRouteApi('/groups/$groupId/bills/$billId');

export function BillScreen() {
  const { groupId, billId } = route.useParams();
  const { say } = useSpeech();
  const query = useQuery(billQuery(groupId, billId));
  const bill = query.data;
  return (
    <Screen
      title={bill?.title ?? say('bills.title')}
      lead={bill ? <BillFacts bill={bill} /> : undefined}
      back={
        <BackLink to="/groups/$groupId/bills" params={{ groupId }}>
          {say('bills.title')}
        </BackLink>
      }
      actions={bill && bill.state !== 'reversed' ? <BillActions bill={bill} /> : undefined}
    >
      <AnswerView query={query}>
        {(data) => (
          <div className={styles.columns}>
            <div className={styles.column}>
              <BillShares bill={data} />
              <BillDisputes bill={data} />
            </div>
            <div className={styles.column}>
              {data.notes === null ? null : (
                <Card title={say('bills.notes')}>
                  <p className={styles.notes}>{data.notes}</p>
                </Card>
              )}
              <Attachments billId={data.id} />
              <Comments billId={data.id} />
              <BillHistoryList bill={data} />
            </div>
          </div>
        )}
      </AnswerView>
    </Screen>
  );
}

function BillFacts({ bill }: { readonly bill: Bill }) {
  const { say, date } = useSpeech();
  const facts = [
    date(bill.date, 'long'),
    bill.category,
    bill.dueOn === null ? null : say('bills.dueOn', { date: date(bill.dueOn) }),
    bill.state === 'approved' ? null : say(`billState.${bill.state}`),
  ];
  return facts.filter((fact) => fact !== null).join(' · ');
}

function BillActions({ bill }: { readonly bill: Bill }) {
  const { say } = useSpeech();
  const { group, me, canTakePart } = useGroup();
  const payer = payerToPay(bill, me.id);
  const reverse = useWrite(reverseBill(group.id, bill.id, bill.version), { changes: [groupKey(group.id)] });
  if (!canTakePart) return null;
  return (
    <>
      {payer === undefined ? null : (
        <ButtonLink
          to="/groups/$groupId/pay"
          params={{ groupId: group.id }}
          search={{ to: payer, currency: bill.currency, bill: bill.id }}
          leftSection={<Icon name="send" />}
        >
          {say('bills.payMyShare')}
        </ButtonLink>
      )}
      <ButtonLink
        to="/groups/$groupId/bills/$billId/edit"
        params={{ groupId: group.id, billId: bill.id }}
        variant="default"
        leftSection={<Icon name="edit" />}
      >
        {say('bills.change')}
      </ButtonLink>
      <ConfirmButton
        label={say('bills.reverse')}
        question={say('bills.reverseQuestion')}
        leftSection={<Icon name="undo" />}
        loading={reverse.isPending}
        onConfirm={() => reverse.mutate(undefined)}
      />
      <ProblemNotice error={reverse.error} />
    </>
  );
}

/** Whom I would pay my share to; undefined where I have none, or paid myself. */
function payerToPay({ state, shares, payers }: Bill, myId: string): string | undefined {
  const isMine = shares.some(({ memberId, amountMinor }) => memberId === myId && amountMinor > 0);
  if (state !== 'approved' || !isMine || payers.some(({ memberId }) => memberId === myId)) return undefined;
  return payers.toSorted((one, other) => other.amountMinor - one.amountMinor)[0]?.memberId;
}
