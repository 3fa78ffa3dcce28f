import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { FormEvent } from 'react';
import { Card } from '../components/card.tsx';
import form from '../components/form.module.css';
import { formValues } from '../components/form-values.ts';
import { Notice } from '../components/notice.tsx';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { overviewQuery } from '../groups/group-queries.ts';
import { useGroup } from '../groups/use-group.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import { BillChoice } from './bill-choice.tsx';
import { partsOf } from './bill-parts.ts';
import styles from './payments.module.css';
import { usePayDraft } from './use-pay-draft.ts';
import { useStartPayment } from './use-start-payment.ts';
import { WayChoice } from './way-choice.tsx';

const route = getRouteApi('/groups/$groupId/pay');

interface PayFormProps {
  readonly from: string;
  readonly to: string;
}

export function PayForm({ from, to }: PayFormProps) {
  const { say, money } = useSpeech();
  const { me } = useGroup();
  const draft = usePayDraft(from, to, route.useSearch());
  const start = useStartPayment(from, to);
  const { way, amountMinor, currency, chosen, problem } = draft;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    const { notes, instrument = '' } = formValues(event, 'notes', 'instrument');
    if (amountMinor === undefined || way === undefined) return;
    const bills = partsOf(chosen, amountMinor);
    start.send({
      ...{ from, to, amountMinor, currency, method: way },
      ...(bills.length > 0 && { bills: [...bills] }),
      ...(way === 'card' && instrument !== '' && { instrument }),
      notes: notes === '' ? null : notes,
    });
  };
  return (
    <form className={form.form} onSubmit={submit}>
      <Card>
        <TextInput
          className={styles.bigAmount ?? ''}
          label={say('bills.amount', { currency })}
          inputMode="decimal"
          autoComplete="off"
          value={draft.amountText}
          onChange={(event) => draft.setAmountText(event.target.value)}
          required
          autoFocus
        />
        <CurrencyField currency={currency} onChange={draft.setCurrency} />
        {problem ? <Notice tone="alarm">{say('problem.amountUnreadable')}</Notice> : null}
        <WayChoice to={to} way={way} onChange={draft.setWay} />
      </Card>
      <BillChoice shares={draft.shares} chosen={chosen} currency={currency} onChange={draft.choose} />
      <Card>
        <TextInput name="notes" label={say('bills.notes')} maxLength={1_000} />
      </Card>
      <ProblemNotice
        error={start.error}
        words={{ invalid_input: 'pay.refused', state_not_allowed: 'pay.noCards', unreachable: 'pay.cardOffline' }}
      />
      <Button
        type="submit"
        size="lg"
        loading={start.isPending}
        disabled={amountMinor === undefined || way === undefined}
      >
        {amountMinor === undefined
          ? say('pay.title')
          : say(from === me.id ? 'pay.payAmount' : 'pay.askAmount', { amount: money(amountMinor, currency) })}
      </Button>
    </form>
  );
}

/** Only where the group has balances in several. */
function CurrencyField({
  currency,
  onChange,
}: {
  readonly currency: string;
  readonly onChange: (one: string) => void;
}) {
  const { say } = useSpeech();
  const { group } = useGroup();
  const { data: overview } = useQuery(overviewQuery(group.id));
  const known = new Set([currency, group.currency, ...(overview?.balances.map((one) => one.currency) ?? [])]);
  if (known.size < 2) return null;
  return (
    <NativeSelect
      label={say('groups.currency')}
      value={currency}
      data={[...known]}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
