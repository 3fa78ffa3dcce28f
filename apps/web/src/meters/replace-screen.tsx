import { Button, TextInput } from '@mantine/core';
import { localDateAt } from '@shared-payments/domain';
import { getRouteApi } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useWrite } from '../api/use-write.ts';
import { Card } from '../components/card.tsx';
import { ConfirmButton } from '../components/confirm-button.tsx';
import form from '../components/form.module.css';
import { Notice } from '../components/notice.tsx';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { groupKey } from '../groups/group-queries.ts';
import { useGroup } from '../groups/use-group.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import { MeterFrame } from './meter-frame.tsx';
import type { Meter } from './meter-queries.ts';
import { replaceMeter, retireMeter } from './meter-requests.ts';
import { readQuantity } from './read-quantity.ts';
import { ReadingProblem } from './reading-problem.tsx';

const route = getRouteApi('/groups/$groupId/meters/$meterId/replace');

/** Another device in the same place: what was used goes on being counted across both. */
export function ReplaceScreen() {
  const { groupId, meterId } = route.useParams();
  const { say } = useSpeech();
  return (
    <MeterFrame groupId={groupId} meterId={meterId} title={say('meters.replace')}>
      {(meter) => (
        <>
          <ReplaceForm meter={meter} />
          <RetireCard meter={meter} />
        </>
      )}
    </MeterFrame>
  );
}

function ReplaceForm({ meter }: { readonly meter: Meter }) {
  const { say, locale } = useSpeech();
  const { group } = useGroup();
  const navigate = route.useNavigate();
  const [unreadable, setUnreadable] = useState<string>();
  const replace = useWrite(replaceMeter({ groupId: group.id, id: meter.id, version: meter.version }), {
    changes: [groupKey(group.id)],
    onDone: () =>
      navigate({ to: '/groups/$groupId/meters/$meterId', params: { groupId: group.id, meterId: meter.id } }),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const textOf = (name: string) => String(data.get(name) ?? '').trim();
    const typed = meter.registers.flatMap(({ id }) => [textOf(`final-${id}`), textOf(`initial-${id}`)]);
    const wrong = typed.find((text) => readQuantity(text, locale) === undefined);
    setUnreadable(wrong);
    if (wrong !== undefined) return;
    const registers = meter.registers.map(({ id }) => ({
      register: id,
      finalMilli: readQuantity(textOf(`final-${id}`), locale) ?? 0,
      initialMilli: readQuantity(textOf(`initial-${id}`), locale) ?? 0,
    }));
    const serial = textOf('serial');
    replace.mutate({ date: textOf('date'), registers, ...(serial !== '' && { serialNumber: serial }) });
  };
  return (
    <Card>
      <form className={form.form} onSubmit={submit}>
        <p>{say('meters.replaceText')}</p>
        <TextInput
          name="date"
          type="date"
          label={say('meters.replacedOn')}
          defaultValue={localDateAt(Date.now(), group.timeZone)}
          required
        />
        <RegisterFields meter={meter} />
        <TextInput name="serial" label={say('meters.newSerialNumber')} maxLength={60} />
        {unreadable === undefined ? null : (
          <Notice tone="alarm">{say('meters.unreadable', { text: unreadable })}</Notice>
        )}
        <ReadingProblem
          error={replace.error}
          meter={meter}
          onKeep={() => replace.variables && replace.mutate({ ...replace.variables, isConfirmed: true })}
        />
        <Button type="submit" loading={replace.isPending}>
          {say('meters.replace')}
        </Button>
      </form>
    </Card>
  );
}

/** The last number of the old device and the first of the new one, for each of its counters. */
function RegisterFields({ meter }: { readonly meter: Meter }) {
  const { say } = useSpeech();
  return (
    <>
      {meter.registers.map(({ id, name }) => (
        <div key={id} className={form.pair}>
          <TextInput
            name={`final-${id}`}
            inputMode="decimal"
            label={say('meters.lastOfOld', { register: name, unit: meter.unit })}
            required
          />
          <TextInput
            name={`initial-${id}`}
            inputMode="decimal"
            label={say('meters.firstOfNew', { register: name, unit: meter.unit })}
            defaultValue="0"
            required
          />
        </div>
      ))}
    </>
  );
}

function RetireCard({ meter }: { readonly meter: Meter }) {
  const { say } = useSpeech();
  const { group } = useGroup();
  const retire = useWrite(retireMeter({ groupId: group.id, id: meter.id, version: meter.version }), {
    changes: [groupKey(group.id)],
  });
  if (meter.retiredOn !== null) return null;
  return (
    <Card title={say('meters.retire')}>
      <p>{say('meters.retireText')}</p>
      <ConfirmButton
        label={say('meters.retire')}
        question={say('meters.retireQuestion')}
        loading={retire.isPending}
        onConfirm={() => retire.mutate(localDateAt(Date.now(), group.timeZone))}
      />
      <ProblemNotice error={retire.error} />
    </Card>
  );
}
