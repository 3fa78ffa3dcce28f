import { Button, TextInput } from '@mantine/core';
import { fromWire } from '@shared-payments/domain';
import { type FormEvent, useState } from 'react';
import { useWrite } from '../api/use-write.ts';
import { writeAmount } from '../bills/editor/write-amount.ts';
import { Card } from '../components/card.tsx';
import form from '../components/form.module.css';
import { formValues } from '../components/form-values.ts';
import { Icon } from '../components/icon.tsx';
import { Notice } from '../components/notice.tsx';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { groupKey } from '../groups/group-queries.ts';
import { useGroup } from '../groups/use-group.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import type { PaymentView } from './payment-queries.ts';
import { refundPayment } from './payment-requests.ts';
import { readAmount } from './read-amount.ts';

/** Gives a payment back, in whole or in part; of cash and transfers, whoever got it back says so. */
export function RefundCard({ view }: { readonly view: PaymentView }) {
  const { say, money } = useSpeech();
  const { me, canRun, canTakePart } = useGroup();
  const [isOpen, setIsOpen] = useState(false);
  const { payment, refundableMinor } = view;
  const giver = payment.method === 'card' ? payment.to : payment.from;
  const isWaiting = payment.course?.refunds.some(({ state }) => state === 'requested') ?? false;
  const mayRefund = canTakePart && (giver === me.id || canRun) && refundableMinor > 0;
  if (isWaiting) return <Notice tone="hint">{say('refund.waiting')}</Notice>;
  if (!mayRefund) return null;
  if (!isOpen)
    return (
      <div>
        <Button variant="subtle" leftSection={<Icon name="undo" />} onClick={() => setIsOpen(true)}>
          {say('refund.begin')}
        </Button>
      </div>
    );
  return (
    <Card title={say('refund.begin')}>
      <p>
        {say(payment.method === 'card' ? 'refund.cardText' : 'refund.handText', {
          amount: money(refundableMinor, payment.currency),
        })}
      </p>
      <RefundForm view={view} onClose={() => setIsOpen(false)} />
    </Card>
  );
}

function RefundForm({ view, onClose }: { readonly view: PaymentView; readonly onClose: () => void }) {
  const { say, locale } = useSpeech();
  const { group } = useGroup();
  const [isUnreadable, setIsUnreadable] = useState(false);
  const { payment, refundableMinor } = view;
  const { currency } = payment;
  const refund = useWrite(refundPayment(group.id, payment.id), { changes: [groupKey(group.id)], onDone: onClose });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    const { amount, reason } = formValues(event, 'amount', 'reason');
    const amountMinor = readAmount(amount, currency, locale);
    setIsUnreadable(amountMinor === undefined);
    if (amountMinor !== undefined) refund.mutate({ amountMinor, reason: reason === '' ? null : reason });
  };
  return (
    <form className={form.form} onSubmit={submit}>
      <div className={form.pair}>
        <TextInput
          name="amount"
          label={say('bills.amount', { currency })}
          inputMode="decimal"
          defaultValue={writeAmount(fromWire(refundableMinor), currency, locale)}
          required
          autoFocus
        />
        <TextInput name="reason" label={say('members.reason')} maxLength={1_000} />
      </div>
      {isUnreadable ? <Notice tone="alarm">{say('problem.amountUnreadable')}</Notice> : null}
      <ProblemNotice error={refund.error} words={{ state_not_allowed: 'refund.tooMuch' }} />
      <div className={form.row}>
        <Button type="submit" loading={refund.isPending}>
          {say('refund.save')}
        </Button>
        <Button variant="subtle" onClick={onClose}>
          {say('app.cancel')}
        </Button>
      </div>
    </form>
  );
}
