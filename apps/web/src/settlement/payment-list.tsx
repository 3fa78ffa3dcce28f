import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
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

/** What was paid already, newest first. */
export function PaymentList() {
  const { say } = useSpeech();
  const { group } = useGroup();
  const payments = useInfiniteQuery(paymentsQuery(group.id));
  const all = payments.data?.pages.flatMap((page) => page.payments) ?? [];
  if (all.length === 0) return <ProblemNotice error={payments.error} onRetry={() => void payments.refetch()} />;
  return (
    <Card title={say('payments.title')}>
      <ul>
        {all.map((payment) => (
          <PaymentItem key={payment.id} payment={payment} />
        ))}
      </ul>
      {payments.hasNextPage ? (
        <Button variant="subtle" loading={payments.isFetchingNextPage} onClick={() => void payments.fetchNextPage()}>
          {say('app.more')}
        </Button>
      ) : null}
    </Card>
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
        <span className={isReversed ? styles.reversed : undefined}>
          {say('settlement.paid', { from: nameOf(from), to: nameOf(to) })}
        </span>
        <br />
        <span className={styles.soft}>
          {date(payment.date)} · {say(`paymentMethod.${payment.method}`)}
          {payment.notes === null ? '' : ` · ${payment.notes}`}
          {isReversed ? ` · ${say('billState.reversed')}` : ''}
        </span>
      </span>
      <span className={styles.amount}>
        <Money amountMinor={amountMinor} currency={currency} />
      </span>
      {canTakePart && state === 'posted' ? (
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
