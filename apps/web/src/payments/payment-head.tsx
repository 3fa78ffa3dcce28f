import { Button } from '@mantine/core';
import { useWrite } from '../api/use-write.ts';
import { ConfirmButton } from '../components/confirm-button.tsx';
import { Icon, type IconName } from '../components/icon.tsx';
import { ButtonLink } from '../components/links.tsx';
import { Money } from '../components/money.tsx';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { groupKey } from '../groups/group-queries.ts';
import { useGroup } from '../groups/use-group.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import type { Payment, PaymentView } from './payment-queries.ts';
import { approvePayment, cancelPayment } from './payment-requests.ts';
import styles from './payments.module.css';
import { usePaymentWords } from './use-payment-words.ts';

const ICONS: Readonly<Record<Payment['state'], IconName>> = {
  pending: 'clock',
  approved: 'send',
  processing: 'repeat',
  posted: 'check',
  failed: 'warning',
  expired: 'clock',
  voided: 'close',
  reversed: 'undo',
};

/** How much, how it stands, and what comes next. */
export function PaymentHead({ view }: { readonly view: PaymentView }) {
  const { say, date, money } = useSpeech();
  const { payment, due } = view;
  const { amountMinor, currency, state, method, notes, course } = payment;
  const nextWords = usePaymentWords();
  const isPartial = state === 'posted' && course !== undefined && course.capturedMinor < course.requestedMinor;
  const facts = [date(payment.date), say(`paymentMethod.${method}`), notes].filter((fact) => fact !== null);
  return (
    <section className={styles.head} data-state={state} aria-label={say('payments.one')}>
      <p className={styles.state}>
        <Icon name={ICONS[state]} size={18} />
        <span className={styles.capital}>{say(`paymentState.${state}`)}</span>
      </p>
      <p className={styles.amount}>
        <Money amountMinor={amountMinor} currency={currency} />
      </p>
      <p className={styles.soft}>{facts.join(' · ')}</p>
      <p>{nextWords(payment)}</p>
      {isPartial ? <p>{say('pay.partly', { asked: money(course.requestedMinor, currency) })}</p> : null}
      {due === 'overdue' || due === 'in-grace' || due === 'due' ? (
        <p className={styles.due}>{say('bills.dueOn', { date: date(course?.dueOn ?? payment.date) })}</p>
      ) : null}
      <HeadActions payment={payment} />
    </section>
  );
}

function HeadActions({ payment }: { readonly payment: Payment }) {
  const { say } = useSpeech();
  const { group, me, canRun, canTakePart } = useGroup();
  const { id, version, state, createdBy, origin } = payment;
  const changes = [groupKey(group.id)];
  const approve = useWrite(approvePayment(group.id, id, version), { changes });
  const cancel = useWrite(cancelPayment(group.id, id, version), { changes });
  const isOpen = state === 'pending' || state === 'approved' || state === 'processing';
  const mayCancel = isOpen && canTakePart && (createdBy === me.id || canRun);
  return (
    <>
      <div className={styles.actions}>
        {state === 'pending' && canRun ? (
          <Button leftSection={<Icon name="check" />} loading={approve.isPending} onClick={() => approve.mutate()}>
            {say('pay.approve')}
          </Button>
        ) : null}
        {state === 'posted' && origin === undefined ? (
          <ButtonLink
            to="/groups/$groupId/payments/$paymentId/receipt"
            params={{ groupId: group.id, paymentId: id }}
            leftSection={<Icon name="bills" />}
          >
            {say('receipt.title')}
          </ButtonLink>
        ) : null}
        {state === 'failed' || state === 'expired' || state === 'voided' ? <StartAgain payment={payment} /> : null}
        {mayCancel ? (
          <ConfirmButton
            label={say('pay.cancel')}
            question={say('pay.cancelQuestion')}
            loading={cancel.isPending}
            onConfirm={() => cancel.mutate()}
          />
        ) : null}
      </div>
      <ProblemNotice error={approve.error ?? cancel.error} words={{ state_not_allowed: 'pay.tooLate' }} />
    </>
  );
}

/** A payment that ended stays as it is; the next attempt is another one, filled in like it. */
function StartAgain({ payment }: { readonly payment: Payment }) {
  const { say } = useSpeech();
  const { group, me, canRun, canTakePart } = useGroup();
  const { from, to, amountMinor, currency } = payment;
  if (!canTakePart || (from !== me.id && !canRun)) return null;
  return (
    <ButtonLink
      to="/groups/$groupId/pay"
      params={{ groupId: group.id }}
      search={{ from, to, amountMinor, currency }}
      leftSection={<Icon name="repeat" />}
    >
      {say('pay.again')}
    </ButtonLink>
  );
}
