import { Button, Checkbox, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useWrite, type Write } from '../api/use-write.ts';
import { Card } from '../components/card.tsx';
import form from '../components/form.module.css';
import { formValues } from '../components/form-values.ts';
import { Notice } from '../components/notice.tsx';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { useGroup } from '../groups/use-group.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import { type ReminderRules, reminderRulesQuery } from './reminder-queries.ts';
import { setReminderRules } from './reminder-requests.ts';

const USUAL_DAYS = [-14, -7, -3, -1, 0, 1, 3, 7, 14, 30] as const;
const DAYS_MAX = 8;

export function RemindersForm({ rules }: { readonly rules: ReminderRules }) {
  const { group } = useGroup();
  const save = useWrite(setReminderRules(group.id, rules.version), {
    changes: [reminderRulesQuery(group.id).queryKey],
  });
  // Another version is another form; that it was saved is said in both.
  return <Rules key={rules.version} rules={rules} save={save} />;
}

interface RulesProps {
  readonly rules: ReminderRules;
  readonly save: Write<Omit<ReminderRules, 'id' | 'version'>, ReminderRules>;
}

function Rules({ rules, save }: RulesProps) {
  const { say } = useSpeech();
  const { group, canRun } = useGroup();
  const [days, setDays] = useState<readonly number[]>(rules.daysFromDue);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    const { from, until } = formValues(event, 'from', 'until');
    save.mutate({ daysFromDue: [...days], quietHours: { from, until } });
  };
  return (
    <Card title={say('reminders.when')}>
      <form onSubmit={submit}>
        <fieldset disabled={!canRun} className={form.bare}>
          <DayChoice usual={rules.daysFromDue} days={days} onChange={setDays} />
          {days.length === 0 ? <Notice tone="hint">{say('reminders.never')}</Notice> : null}
          <div className={form.pair}>
            <TextInput
              name="from"
              type="time"
              label={say('reminders.quietFrom')}
              defaultValue={rules.quietHours.from}
              required
            />
            <TextInput
              name="until"
              type="time"
              label={say('reminders.quietUntil')}
              defaultValue={rules.quietHours.until}
              required
            />
          </div>
          <p>{say('reminders.quietText', { timeZone: group.timeZone.replaceAll('_', ' ') })}</p>
          {save.isSuccess ? <Notice tone="good">{say('app.saved')}</Notice> : null}
          <ProblemNotice error={save.error} />
          <Button type="submit" loading={save.isPending}>
            {say('app.save')}
          </Button>
        </fieldset>
      </form>
    </Card>
  );
}

interface DayChoiceProps {
  /** What holds now, offered beside the usual ones. */
  readonly usual: readonly number[];
  /** Days from the due date, negative for before it. */
  readonly days: readonly number[];
  readonly onChange: (days: readonly number[]) => void;
}

function DayChoice({ usual, days, onChange }: DayChoiceProps) {
  const { say } = useSpeech();
  const offered = [...new Set([...USUAL_DAYS, ...usual])].toSorted((one, other) => one - other);
  const wordsOf = (day: number) =>
    day === 0
      ? say('reminders.onDay')
      : say(day < 0 ? 'reminders.before' : 'reminders.after', { count: Math.abs(day) });
  return (
    <fieldset className={form.choices}>
      <legend>{say('reminders.days')}</legend>
      {offered.map((day) => (
        <Checkbox
          key={day}
          label={wordsOf(day)}
          checked={days.includes(day)}
          disabled={!days.includes(day) && days.length >= DAYS_MAX}
          onChange={({ target }) => onChange(target.checked ? [...days, day] : days.filter((other) => other !== day))}
        />
      ))}
    </fieldset>
  );
}
