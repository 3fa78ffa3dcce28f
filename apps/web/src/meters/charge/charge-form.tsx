import { Button, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import {
  AppError,
  addMonths,
  endOfMonth,
  localDateAt,
  parseAmount,
  startOfMonth,
  toWire,
} from '@shared-payments/domain';
import { type FormEvent, useState } from 'react';
import { isProblem } from '../../api/request-problem.ts';
import { Card } from '../../components/card.tsx';
import form from '../../components/form.module.css';
import { formValues } from '../../components/form-values.ts';
import { Notice } from '../../components/notice.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { useGroup } from '../../groups/use-group.tsx';
import { useSpeech } from '../../language/speech-context.tsx';
import type { Meter } from '../meter-queries.ts';
import type { ChargeBody } from '../meter-requests.ts';

interface ChargeFormProps {
  readonly meter: Meter;
  readonly isLooking: boolean;
  readonly error: unknown;
  readonly onShow: (body: ChargeBody) => void;
  /** What was shown is of other terms now. */
  readonly onChange: () => void;
}

const RULES = ['equal', 'weight', 'proportional', 'owner'] as const;
type Rule = (typeof RULES)[number];
type Basis = 'tariff' | 'invoice';

export function ChargeForm({ meter, isLooking, error, onShow, onChange }: ChargeFormProps) {
  const { say, locale } = useSpeech();
  const { group, me, present } = useGroup();
  const [basis, setBasis] = useState<Basis>(meter.tariff === null ? 'invoice' : 'tariff');
  const [rule, setRule] = useState<Rule>('equal');
  const [unreadable, setUnreadable] = useState<string>();
  const currency = meter.tariff?.currency ?? group.currency;
  const people = present.map(({ id, name }) => ({ value: id, label: name }));
  const submit = (event: FormEvent<HTMLFormElement>) => {
    const values = formValues(event, 'from', 'through', 'invoice', 'payer', 'owner');
    const invoiceMinor = basis === 'invoice' ? readAmount(values.invoice, currency, locale) : undefined;
    const isWrong = basis === 'invoice' && invoiceMinor === undefined;
    setUnreadable(isWrong ? values.invoice : undefined);
    if (isWrong) return;
    onShow({
      from: values.from,
      through: values.through,
      payers: [{ memberId: values.payer }],
      allocation: rule === 'owner' ? { rule, memberId: values.owner } : { rule },
      ...(invoiceMinor !== undefined && { invoiceMinor, currency }),
    });
  };
  return (
    <Card>
      <form className={form.form} onSubmit={submit} onChange={onChange}>
        <PeriodFields />
        <BasisChoice
          hasTariff={meter.tariff !== null}
          basis={basis}
          onChange={(chosen) => {
            setBasis(chosen);
            onChange();
          }}
        />
        {basis === 'invoice' ? (
          <TextInput name="invoice" label={say('charge.invoice', { currency })} inputMode="decimal" required />
        ) : null}
        <NativeSelect name="payer" label={say('bills.payer')} data={people} defaultValue={me.id} />
        <RemainderFields rule={rule} people={people} onChange={setRule} />
        {unreadable === undefined ? null : (
          <Notice tone="alarm">{say('bills.unreadable', { text: unreadable })}</Notice>
        )}
        <ChargeProblem error={error} />
        <Button type="submit" variant="default" loading={isLooking}>
          {say('charge.show')}
        </Button>
      </form>
    </Card>
  );
}

/** The month before, unless other days are chosen. */
function PeriodFields() {
  const { say } = useSpeech();
  const { group } = useGroup();
  const lastMonth = addMonths(startOfMonth(localDateAt(Date.now(), group.timeZone)), -1);
  return (
    <div className={form.pair}>
      <TextInput name="from" type="date" label={say('bills.from')} defaultValue={lastMonth} required />
      <TextInput
        name="through"
        type="date"
        label={say('bills.through')}
        defaultValue={endOfMonth(lastMonth)}
        required
      />
    </div>
  );
}

interface BasisChoiceProps {
  readonly hasTariff: boolean;
  readonly basis: Basis;
  readonly onChange: (basis: Basis) => void;
}

function BasisChoice({ hasTariff, basis, onChange }: BasisChoiceProps) {
  const { say } = useSpeech();
  return (
    <SegmentedControl
      aria-label={say('charge.basis')}
      fullWidth
      value={basis}
      data={[
        { value: 'tariff', label: say('charge.byTariff'), disabled: !hasTariff },
        { value: 'invoice', label: say('charge.byInvoice') },
      ]}
      onChange={(value) => onChange(value === 'tariff' ? 'tariff' : 'invoice')}
    />
  );
}

interface RemainderFieldsProps {
  readonly rule: Rule;
  readonly people: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (rule: Rule) => void;
}

/** Who bears what no reading explains, such as the stairs' light. */
function RemainderFields({ rule, people, onChange }: RemainderFieldsProps) {
  const { say } = useSpeech();
  return (
    <div className={form.pair}>
      <NativeSelect
        label={say('charge.remainder')}
        description={say('charge.remainderHint')}
        value={rule}
        data={RULES.map((one) => ({ value: one, label: say(`chargeRule.${one}`) }))}
        onChange={(event) => onChange(RULES.find((one) => one === event.target.value) ?? 'equal')}
      />
      {rule === 'owner' ? <NativeSelect name="owner" label={say('charge.owner')} data={[...people]} /> : null}
    </div>
  );
}

/** Readings that wait for their review hold a charge back; so does one that was made for these days already. */
export function ChargeProblem({ error }: { readonly error: unknown }) {
  const isHeld = isProblem(error) && Array.isArray(error.data.readingIds);
  return (
    <ProblemNotice
      error={error}
      words={
        isHeld
          ? { reading_implausible: 'charge.held', state_not_allowed: 'charge.held' }
          : { conflict: 'charge.twice', invalid_input: 'charge.wrong' }
      }
    />
  );
}

function readAmount(text: string, currency: string, locale: string): number | undefined {
  try {
    return toWire(parseAmount(text, currency, locale));
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}
