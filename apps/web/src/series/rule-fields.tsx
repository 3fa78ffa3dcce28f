import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import form from '../components/form.module.css';
import { useSpeech } from '../language/speech-context.tsx';
import type { Rule } from './series-queries.ts';
import { FREQUENCIES } from './use-rule-words.ts';

/** A rule as it is typed; its first day is the bill's own date. */
export type RuleDraft = Pick<Rule, 'frequency'> & {
  readonly interval: string;
  readonly isLastDay: boolean;
  readonly until: string;
};

export const MONTHLY: RuleDraft = { frequency: 'monthly', interval: '1', isLastDay: false, until: '' };

export function draftOfRule(rule: Rule): RuleDraft {
  const { frequency, interval, lastDayOfMonth, until } = rule;
  return { frequency, interval: String(interval), isLastDay: lastDayOfMonth ?? false, until: until ?? '' };
}

/** The rule that begins on `startDate`. What this form does not ask about stays as it is in `kept`. */
export function ruleOf(draft: RuleDraft, startDate: string, kept?: Rule): Rule {
  const { until: _asked, lastDayOfMonth: _too, ...rest } = kept ?? {};
  const isMonthly = draft.frequency === 'monthly';
  const { anchorDay: _ofMonths, ...others } = rest as Partial<Rule>;
  return {
    ...(isMonthly ? rest : others),
    frequency: draft.frequency,
    interval: Math.max(1, Math.round(Number(draft.interval) || 1)),
    startDate,
    ...(isMonthly && draft.isLastDay && { lastDayOfMonth: true }),
    ...(draft.until !== '' && { until: draft.until }),
  };
}

interface RuleFieldsProps {
  readonly draft: RuleDraft;
  readonly onChange: (part: Partial<RuleDraft>) => void;
}

export function RuleFields({ draft, onChange }: RuleFieldsProps) {
  const { say } = useSpeech();
  return (
    <>
      <div className={form.pair}>
        <NativeSelect
          label={say('series.frequency')}
          value={draft.frequency}
          data={FREQUENCIES.map((one) => ({ value: one, label: say(`seriesFrequency.${one}`) }))}
          onChange={(event) => {
            const frequency = FREQUENCIES.find((one) => one === event.target.value);
            if (frequency) onChange({ frequency });
          }}
        />
        <TextInput
          type="number"
          min={1}
          max={1000}
          label={say('series.interval')}
          description={say('series.intervalHint')}
          value={draft.interval}
          onChange={(event) => onChange({ interval: event.target.value })}
        />
        <TextInput
          type="date"
          label={say('series.untilLabel')}
          description={say('series.untilHint')}
          value={draft.until}
          onChange={(event) => onChange({ until: event.target.value })}
        />
      </div>
      {draft.frequency === 'monthly' ? (
        <Checkbox
          label={say('series.lastDay')}
          checked={draft.isLastDay}
          onChange={(event) => onChange({ isLastDay: event.target.checked })}
        />
      ) : null}
    </>
  );
}
