import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useWrite } from '../api/use-write.ts';
import form from '../components/form.module.css';
import { formValues } from '../components/form-values.ts';
import { Notice } from '../components/notice.tsx';
import { groupKey } from '../groups/group-queries.ts';
import { useGroup } from '../groups/use-group.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import type { Meter, Reading } from './meter-queries.ts';
import { correctReading } from './meter-requests.ts';
import { readQuantity, writeQuantity } from './read-quantity.ts';
import { ReadingProblem } from './reading-problem.tsx';

interface CorrectReadingFormProps {
  readonly meter: Meter;
  readonly reading: Reading;
  readonly onClose: () => void;
}

/** What was misread or mistyped. Bills that were made from it can be set right afterwards. */
export function CorrectReadingForm({ meter, reading, onClose }: CorrectReadingFormProps) {
  const { say, locale } = useSpeech();
  const { group } = useGroup();
  const [unreadable, setUnreadable] = useState<string>();
  const correct = useWrite(correctReading(group.id, meter.id, reading.id, reading.version), {
    changes: [groupKey(group.id)],
    onDone: onClose,
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    const { value, date } = formValues(event, 'value', 'date');
    const valueMilli = readQuantity(value, locale);
    setUnreadable(valueMilli === undefined ? value : undefined);
    if (valueMilli !== undefined) correct.mutate({ valueMilli, date });
  };
  return (
    <form className={form.form} onSubmit={submit}>
      <div className={form.pair}>
        <TextInput
          name="value"
          label={say('meters.shows', { unit: meter.unit })}
          inputMode="decimal"
          defaultValue={writeQuantity(reading.valueMilli, locale)}
          required
        />
        <TextInput name="date" type="date" label={say('meters.readOn')} defaultValue={reading.date} required />
      </div>
      {unreadable === undefined ? null : <Notice tone="alarm">{say('meters.unreadable', { text: unreadable })}</Notice>}
      <ReadingProblem
        error={correct.error}
        meter={meter}
        onKeep={() => correct.variables && correct.mutate({ ...correct.variables, isConfirmed: true })}
      />
      <div className={form.row}>
        <Button type="submit" size="xs" loading={correct.isPending}>
          {say('meters.correct')}
        </Button>
        <Button size="xs" variant="subtle" onClick={onClose}>
          {say('app.cancel')}
        </Button>
      </div>
    </form>
  );
}
