import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useWrite } from '../api/use-write.ts';
import { Card } from '../components/card.tsx';
import { ConfirmButton } from '../components/confirm-button.tsx';
import { Money } from '../components/money.tsx';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { groupKey } from '../groups/group-queries.ts';
import { useGroup } from '../groups/use-group.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import styles from './settle-screen.module.css';
import { type Payment, paymentsQuery } from './settlement-queries.ts';
import { reversePayment } from './settlement-requests.ts';

/** What is under way and waits for somebody, then what was paid already; newest first. */
export function PaymentList() {
  const { say } = useSpeech();
  const { group } = useGroup();
  const payments = useInfiniteQuery(paymentsQuery(group.id));
  const all = payments.data?.pages.flatMap((page) => page.payments) ?? [];
  if (all.length === 0) return <ProblemNotice error={payments.error} onRetry={() => void payments.refetch()} />;
  const open = all.filter(isOpen);
  const ended = all.filter((payment) => !isOpen(payment));
  return (
    <>
      {open.length > 0 ? (
        <Card title={say('payments.open')}>
          <PaymentItems payments={open} />
        </Card>
      ) : null}
      {ended.length > 0 || payments.hasNextPage ? (
        <Card title={say('payments.title')}>
          <PaymentItems payments={ended} />
          {payments.hasNextPage ? (
            <Button
              variant="subtle"
              loading={payments.isFetchingNextPage}
              onClick={() => void payments.fetchNextPage()}
            >
              {say('app.more')}
            </Button>
          ) : null}
        </Card>
      ) : null}
    </>
  );
}

function isOpen({ state }: Payment): boolean {
  return state === 'pending' || state === 'approved' || state === 'processing';
}

function PaymentItems({ payments }: { readonly payments: readonly Payment[] }) {
  return (
    <ul>
      {payments.map((payment) => (
        <PaymentItem key={payment.id} payment={payment} />
      ))}
    </ul>
  );
}

function PaymentItem({ payment }: { readonly payment: Payment }) {
  const { say, date } = useSpeech();
  const { group, nameOf, canTakePart } = useGroup();
  const { from, to, amountMinor, currency, state } = payment;
  const reverse = useWrite(reversePayment(group.id, payment.id, payment.version), { changes: [groupKey(group.id)] });
  const isReversed = state === 'reversed';
  return (
    <li className={styles.payment}>
      <span>
        <Link
          to="/groups/$groupId/payments/$paymentId"
          params={{ groupId: group.id, paymentId: payment.id }}
          className={isReversed ? styles.reversed : undefined}
        >
          {say(state === 'posted' || isReversed ? 'settlement.paid' : 'settlement.pays', {
            from: nameOf(from),
            to: nameOf(to),
          })}
        </Link>
        <br />
        <span className={styles.soft}>
          {date(payment.date)} · {say(`paymentMethod.${payment.method}`)}
          {payment.notes === null ? '' : ` · ${payment.notes}`}
          {state === 'posted' ? '' : ` · ${say(`paymentState.${state}`)}`}
        </span>
      </span>
      <span className={styles.amount}>
        <Money amountMinor={amountMinor} currency={currency} />
      </span>
      {canTakePart && state === 'posted' && payment.course === undefined && payment.origin === undefined ? (
        <ConfirmButton
          size="xs"
          variant="subtle"
          label={say('bills.reverse')}
          question={say('payments.reverseQuestion')}
          loading={reverse.isPending}
          onConfirm={() => reverse.mutate(undefined)}
        />
      ) : null}
      <ProblemNotice error={reverse.error} />
    </li>
  );
}
