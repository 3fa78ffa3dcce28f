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
import type { Payment } from './payment-queries.ts';
import { confirmPayment } from './payment-requests.ts';
import { readAmount } from './read-amount.ts';

/** For whoever gets the money (or the primary payer, for somebody without an account): it has arrived, all of it or a part. */
export function ConfirmCard({ payment }: { readonly payment: Payment }) {
  const { say, locale } = useSpeech();
  const { group, me, canRun, nameOf } = useGroup();
  const [isUnreadable, setIsUnreadable] = useState(false);
  const confirm = useWrite(confirmPayment(group.id, payment.id, payment.version), { changes: [groupKey(group.id)] });
  const { from, to, amountMinor, currency } = payment;
  const receiver = group.members.find(({ id }) => id === to);
  const mayConfirm = to === me.id || (receiver?.userId === null && canRun);
  if (!mayConfirm) return null;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    const arrived = readAmount(formValues(event, 'amount').amount, currency, locale);
    setIsUnreadable(arrived === undefined);
    if (arrived !== undefined) confirm.mutate({ amountMinor: arrived });
  };
  return (
    <Card title={say('confirm.title')}>
      <form className={form.form} onSubmit={submit}>
        <TextInput
          name="amount"
          label={say('confirm.amount', { name: nameOf(from), currency })}
          description={say('confirm.partText')}
          inputMode="decimal"
          defaultValue={writeAmount(fromWire(amountMinor), currency, locale)}
          required
        />
        {isUnreadable ? <Notice tone="alarm">{say('problem.amountUnreadable')}</Notice> : null}
        <ProblemNotice error={confirm.error} words={{ invalid_input: 'confirm.tooMuch' }} />
        <div>
          <Button type="submit" leftSection={<Icon name="check" />} loading={confirm.isPending}>
            {say('confirm.save')}
          </Button>
        </div>
      </form>
    </Card>
  );
}
