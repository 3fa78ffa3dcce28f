import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useWrite } from '../api/use-write.ts';
import { Card } from '../components/card.tsx';
import form from '../components/form.module.css';
import { formValues } from '../components/form-values.ts';
import { BackLink } from '../components/links.tsx';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { Screen } from '../components/screen.tsx';
import { groupKey } from '../groups/group-queries.ts';
import { useGroup } from '../groups/use-group.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import { type Meter, metersQuery } from './meter-queries.ts';
import { createMeter, type NewMeter } from './meter-requests.ts';
import styles from './meters.module.css';

const route = getRouteApi('/groups/$groupId/meters/new');
const UNIT_OF: Readonly<Record<Meter['resource'], string>> = {
  electricity: 'kWh',
  water: 'm³',
  'hot-water': 'm³',
  gas: 'm³',
  heat: 'kWh',
  other: '',
};
const FIRST = 1;
const RESOURCES = Object.keys(UNIT_OF) as readonly Meter['resource'][];

export function NewMeterScreen() {
  const { groupId } = route.useParams();
  const { say } = useSpeech();
  const navigate = route.useNavigate();
  const create = useWrite(createMeter(groupId), {
    changes: [groupKey(groupId)],
    onDone: (meter) => navigate({ to: '/groups/$groupId/meters/$meterId', params: { groupId, meterId: meter.id } }),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    create.mutate(meterIn(event, say('meters.dayRegister')));
  };
  return (
    <Screen
      title={say('meters.new')}
      isNarrow
      back={
        <BackLink to="/groups/$groupId/meters" params={{ groupId }}>
          {say('meters.title')}
        </BackLink>
      }
    >
      <form className={form.form} onSubmit={submit}>
        <Card>
          <MeterFields />
        </Card>
        <Card title={say('meters.whoseTitle')}>
          <WhoseFields groupId={groupId} />
        </Card>
        <ProblemNotice error={create.error} />
        <Button type="submit" loading={create.isPending}>
          {say('meters.create')}
        </Button>
      </form>
    </Screen>
  );
}

/** What was typed, with two registers where the second one has a name. */
function meterIn(event: FormEvent<HTMLFormElement>, dayRegister: string): NewMeter {
  const values = formValues(event, 'name', 'resource', 'unit', 'digits', 'serial', 'second', 'parent', 'months', 'day');
  const memberIds = new FormData(event.currentTarget).getAll('member').map(String);
  const resource = RESOURCES.find((one) => one === values.resource) ?? 'other';
  return {
    name: values.name,
    resource,
    unit: values.unit,
    digits: values.digits === '' ? null : Number(values.digits),
    serialNumber: values.serial === '' ? null : values.serial,
    ...(values.months !== '' && {
      readingEveryMonths: Number(values.months),
      readingDay: Number(values.day || FIRST),
    }),
    ...(values.parent !== '' && { parentMeterId: values.parent }),
    ...(memberIds.length > 0 && { memberIds }),
    ...(values.second !== '' && {
      registers: [
        { id: 'day', name: dayRegister },
        { id: 'night', name: values.second },
      ],
    }),
  };
}

function MeterFields() {
  const { say } = useSpeech();
  const [unit, setUnit] = useState(UNIT_OF.electricity);
  return (
    <>
      <TextInput
        name="name"
        label={say('meters.name')}
        placeholder={say('meters.nameExample')}
        maxLength={120}
        required
      />
      <div className={form.pair}>
        <NativeSelect
          name="resource"
          label={say('meters.resource')}
          data={RESOURCES.map((resource) => ({ value: resource, label: say(`resource.${resource}`) }))}
          onChange={(event) => {
            const chosen = RESOURCES.find((one) => one === event.target.value);
            if (chosen) setUnit(UNIT_OF[chosen]);
          }}
        />
        <TextInput
          name="unit"
          label={say('meters.unit')}
          value={unit}
          maxLength={20}
          required
          onChange={(event) => setUnit(event.target.value)}
        />
        <TextInput
          name="digits"
          type="number"
          min={1}
          max={12}
          label={say('meters.digits')}
          description={say('meters.digitsHint')}
        />
        <TextInput
          name="months"
          type="number"
          min={1}
          max={24}
          defaultValue="1"
          label={say('meters.everyMonths')}
          description={say('meters.everyMonthsHint')}
        />
        <TextInput name="day" type="number" min={1} max={31} defaultValue={FIRST} label={say('meters.onDay')} />
        <TextInput name="serial" label={say('meters.serialNumber')} maxLength={60} />
        <TextInput
          name="second"
          label={say('meters.secondRegister')}
          description={say('meters.secondRegisterHint')}
          maxLength={60}
        />
      </div>
    </>
  );
}

/** A meter of one flat behind the meter of the house, or one for everybody. */
function WhoseFields({ groupId }: { readonly groupId: string }) {
  const { say } = useSpeech();
  const { present } = useGroup();
  const { data: meters = [] } = useQuery(metersQuery(groupId));
  return (
    <>
      {meters.length === 0 ? null : (
        <NativeSelect
          name="parent"
          label={say('meters.parent')}
          data={[
            { value: '', label: say('meters.noParent') },
            ...meters.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      )}
      <Checkbox.Group label={say('meters.whose')} description={say('meters.whoseHint')}>
        <div className={styles.choices}>
          {present.map(({ id, name }) => (
            <Checkbox key={id} name="member" value={id} label={name} />
          ))}
        </div>
      </Checkbox.Group>
    </>
  );
}
