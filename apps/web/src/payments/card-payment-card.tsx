import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Card } from '../components/card.tsx';
import { Icon } from '../components/icon.tsx';
import { Notice } from '../components/notice.tsx';
import { useIsReachable } from '../connection/use-connection.ts';
import { useGroup } from '../groups/use-group.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import { type Course, type Payment, paymentQuery } from './payment-queries.ts';
import styles from './payments.module.css';

const REASONS = [
  'card_declined',
  'try_again_later',
  'action_refused',
  'refused_by_gateway',
  'insufficient_funds',
  'expired_card',
  'cancelled',
] as const;

/** What the gateway says of a card payment that has not arrived. */
export function CardPaymentCard({ payment, course }: { readonly payment: Payment; readonly course: Course }) {
  const { say, moment } = useSpeech();
  const isReachable = useIsReachable();
  if (course.transactions.length === 0) return null;
  return (
    <Card title={say('card.title')}>
      {isReachable ? null : <Notice tone="hint">{say('pay.cardOffline')}</Notice>}
      <ol className={styles.attempts}>
        {course.transactions.map((transaction, index) => (
          <li key={transaction.id}>
            <strong>
              {say('card.attempt', { number: index + 1 })}: {say(`transactionState.${transaction.state}`)}
            </strong>
            <span className={styles.soft}>
              {moment(transaction.startedAt)}
              {transaction.reason === null ? '' : ` · ${reasonWords(transaction.reason, say)}`}
            </span>
            {transaction.state === 'needs-action' && payment.state === 'processing' ? (
              <NeedsAction payment={payment} actionUrl={transaction.actionUrl} />
            ) : null}
          </li>
        ))}
      </ol>
    </Card>
  );
}

/** The payer's bank wants to hear from them: on its page, and a trial's bank answers by itself. */
function NeedsAction({ payment, actionUrl }: { readonly payment: Payment; readonly actionUrl: string | null }) {
  const { say } = useSpeech();
  const { group, me, nameOf } = useGroup();
  const queryClient = useQueryClient();
  const look = () => void queryClient.invalidateQueries(paymentQuery(group.id, payment.id));
  const isPage = actionUrl?.startsWith('https://') ?? false;
  if (payment.from !== me.id) return <p>{say('card.waitsFor', { name: nameOf(payment.from) })}</p>;
  return (
    <div className={styles.actions}>
      {isPage ? (
        <Button component="a" href={actionUrl ?? ''} leftSection={<Icon name="lock" />}>
          {say('card.toBank')}
        </Button>
      ) : (
        <p>{say('card.trialAction')}</p>
      )}
      <Button variant="default" onClick={look}>
        {say('card.look')}
      </Button>
    </div>
  );
}

/** A gateway's reasons are its own words: those that are known are said, others shown as they are. */
function reasonWords(reason: string, say: ReturnType<typeof useSpeech>['say']): string {
  const known = REASONS.find((one) => one === reason);
  return known ? say(`declineReason.${known}`) : reason;
}
