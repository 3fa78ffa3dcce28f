import { Button, NativeSelect, TextInput } from '@mantine/core';
import { fromWire, localDateAt } from '@shared-payments/domain';
import { type FormEvent, useState } from 'react';
import { writeAmount } from '../bills/editor/write-amount.ts';
import form from '../components/form.module.css';
import { formValues } from '../components/form-values.ts';
import { Notice } from '../components/notice.tsx';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { groupKey } from '../groups/group-queries.ts';
import { useGroup } from '../groups/use-group.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import { useKeptWrite } from '../outbox/use-kept-write.ts';
import { readAmount } from '../payments/read-amount.ts';
import type { Payment, Transfer } from './settlement-queries.ts';
import { recordPayment } from './settlement-requests.ts';

interface RecordPaymentFormProps {
  readonly transfer: Transfer;
  readonly currency: string;
  readonly onClose: () => void;
}

const METHODS = ['bank', 'cash', 'other'] as const satisfies readonly Payment['method'][];

/** Money that went from one member to another, in full or in part. */
export function RecordPaymentForm({ transfer, currency, onClose }: RecordPaymentFormProps) {
  const { say, locale } = useSpeech();
  const { group, nameOf } = useGroup();
  const [isUnreadable, setIsUnreadable] = useState(false);
  const record = useKeptWrite(recordPayment(group.id), {
    words: ({ from, to, amountMinor, currency }) => ({
      kind: 'payment',
      groupId: group.id,
      title: say('settlement.pays', { from: nameOf(from), to: nameOf(to) }),
      amount: { amountMinor, currency },
    }),
    changes: [groupKey(group.id)],
    onDone: onClose,
    onKept: onClose,
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    const values = formValues(event, 'amount', 'date', 'method', 'notes');
    const amountMinor = readAmount(values.amount, currency, locale);
    setIsUnreadable(amountMinor === undefined);
    if (amountMinor === undefined) return;
    const method = METHODS.find((one) => one === values.method) ?? 'other';
    record.mutate({
      from: transfer.from,
      to: transfer.to,
      amountMinor,
      currency,
      date: values.date,
      method,
      notes: values.notes === '' ? null : values.notes,
    });
  };
  return (
    <form className={form.form} onSubmit={submit}>
      <PaymentFields amountMinor={transfer.amountMinor} currency={currency} />
      {isUnreadable ? <Notice tone="alarm">{say('problem.amountUnreadable')}</Notice> : null}
      <ProblemNotice error={record.error} />
      <div className={form.row}>
        <Button type="submit" loading={record.isPending}>
          {say('payments.save')}
        </Button>
        <Button variant="subtle" onClick={onClose}>
          {say('app.cancel')}
        </Button>
      </div>
    </form>
  );
}

function PaymentFields({ amountMinor, currency }: Pick<Transfer, 'amountMinor'> & { readonly currency: string }) {
  const { say, locale } = useSpeech();
  const { group } = useGroup();
  return (
    <div className={form.pair}>
      <TextInput
        name="amount"
        label={say('bills.amount', { currency })}
        inputMode="decimal"
        defaultValue={writeAmount(fromWire(amountMinor), currency, locale)}
        required
        autoFocus
      />
      <TextInput
        name="date"
        type="date"
        label={say('bills.date')}
        defaultValue={localDateAt(Date.now(), group.timeZone)}
        required
      />
      <NativeSelect
        name="method"
        label={say('payments.method')}
        data={METHODS.map((method) => ({ value: method, label: say(`paymentMethod.${method}`) }))}
      />
      <TextInput name="notes" label={say('bills.notes')} maxLength={1_000} />
    </div>
  );
}
