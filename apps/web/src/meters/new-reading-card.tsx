import { Button, NativeSelect, TextInput } from '@mantine/core';
import { localDateAt } from '@shared-payments/domain';
import { type FormEvent, useState } from 'react';
import { Card } from '../components/card.tsx';
import form from '../components/form.module.css';
import { formValues } from '../components/form-values.ts';
import { Notice } from '../components/notice.tsx';
import { groupKey } from '../groups/group-queries.ts';
import { useGroup } from '../groups/use-group.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import { useKeptWrite } from '../outbox/use-kept-write.ts';
import type { Meter, Reading } from './meter-queries.ts';
import { addReading, type ReadingBody } from './meter-requests.ts';
import styles from './meters.module.css';
import { readQuantity } from './read-quantity.ts';
import { ReadingProblem } from './reading-problem.tsx';

/** What the meter shows today, typed as it stands there. A number that surprises is asked about, never dropped. */
export function NewReadingCard({ meter }: { readonly meter: Meter }) {
  const { say, locale, number } = useSpeech();
  const { group } = useGroup();
  const [written, setWritten] = useState<Reading>();
  const [unreadable, setUnreadable] = useState<string>();
  const add = useKeptWrite(addReading(group.id, meter.id), {
    words: ({ valueMilli }) => ({
      kind: 'reading',
      groupId: group.id,
      title: `${meter.name}: ${number(valueMilli / 1000)} ${meter.unit}`,
    }),
    changes: [groupKey(group.id)],
    onDone: setWritten,
    // What stands above every screen says that it waits.
    onKept: () => undefined,
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    const target = event.currentTarget;
    const values = formValues(event, 'value', 'date', 'register');
    const valueMilli = readQuantity(values.value, locale);
    setWritten(undefined);
    setUnreadable(valueMilli === undefined ? values.value : undefined);
    if (valueMilli === undefined) return;
    const body: ReadingBody = { date: values.date, valueMilli, ...(values.register && { register: values.register }) };
    add.mutate(body, { onSuccess: () => target.reset() });
  };
  return (
    <Card title={say('meters.writeDown')}>
      <form className={form.form} onSubmit={submit}>
        <ReadingFields meter={meter} />
        {unreadable === undefined ? null : (
          <Notice tone="alarm">{say('meters.unreadable', { text: unreadable })}</Notice>
        )}
        <ReadingProblem
          error={add.error}
          meter={meter}
          onKeep={() => add.variables && add.mutate({ ...add.variables, isConfirmed: true })}
        />
        {written ? <Written reading={written} unit={meter.unit} /> : null}
        <div>
          <Button type="submit" loading={add.isPending}>
            {say('meters.saveReading')}
          </Button>
        </div>
      </form>
    </Card>
  );
}

function ReadingFields({ meter }: { readonly meter: Meter }) {
  const { say } = useSpeech();
  const { group } = useGroup();
  return (
    <>
      <TextInput
        className={styles.number ?? ''}
        name="value"
        label={say('meters.shows', { unit: meter.unit })}
        inputMode="decimal"
        autoComplete="off"
        required
      />
      <div className={form.pair}>
        <TextInput
          name="date"
          type="date"
          label={say('meters.readOn')}
          defaultValue={localDateAt(Date.now(), group.timeZone)}
          required
        />
        {meter.registers.length > 1 ? (
          <NativeSelect
            name="register"
            label={say('meters.register')}
            data={meter.registers.map(({ id, name }) => ({ value: id, label: name }))}
          />
        ) : null}
      </div>
    </>
  );
}

function Written({ reading, unit }: { readonly reading: Reading; readonly unit: string }) {
  const { say, number } = useSpeech();
  return (
    <Notice tone="good">
      {say(reading.needsReview ? 'meters.writtenForReview' : 'meters.written', {
        value: number(reading.valueMilli / 1000),
        unit,
      })}
    </Notice>
  );
}
