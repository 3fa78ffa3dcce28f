import { Button, NativeSelect, TextInput } from '@mantine/core';
import { localDateAt, startOfMonth } from '@shared-payments/domain';
import { getRouteApi } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useWrite } from '../../api/use-write.ts';
import { Card } from '../../components/card.tsx';
import form from '../../components/form.module.css';
import { Notice } from '../../components/notice.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { groupKey } from '../../groups/group-queries.ts';
import { useGroup } from '../../groups/use-group.tsx';
import { useSpeech } from '../../language/speech-context.tsx';
import { MeterFrame } from '../meter-frame.tsx';
import type { Meter } from '../meter-queries.ts';
import { setTariff } from '../meter-requests.ts';
import { BlockFields } from './block-fields.tsx';
import { draftOfTariff, readTariff, type TariffDraft, withVersion } from './tariff-draft.ts';

const route = getRouteApi('/groups/$groupId/meters/$meterId/tariff');

/** What a unit costs from a day on; what was charged before keeps its own prices. */
export function TariffScreen() {
  const { groupId, meterId } = route.useParams();
  const { say } = useSpeech();
  return (
    <MeterFrame groupId={groupId} meterId={meterId} title={say('tariff.title')}>
      {(meter) => <TariffForm key={meter.version} meter={meter} />}
    </MeterFrame>
  );
}

function TariffForm({ meter }: { readonly meter: Meter }) {
  const { say, locale } = useSpeech();
  const { group } = useGroup();
  const navigate = route.useNavigate();
  const currency = meter.tariff?.currency ?? group.currency;
  const today = localDateAt(Date.now(), group.timeZone);
  const [draft, setDraft] = useState(() => draftOfTariff(meter, startOfMonth(today), currency, locale));
  const [unreadable, setUnreadable] = useState<string>();
  const change = (part: Partial<TariffDraft>) => setDraft((before) => ({ ...before, ...part }));
  const save = useWrite(setTariff({ groupId: group.id, id: meter.id, version: meter.version }), {
    changes: [groupKey(group.id)],
    onDone: () =>
      navigate({ to: '/groups/$groupId/meters/$meterId', params: { groupId: group.id, meterId: meter.id } }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const read = readTariff(draft, meter, currency, locale);
    setUnreadable('unreadable' in read ? read.unreadable : undefined);
    if ('version' in read) save.mutate(withVersion(meter, currency, read.version));
  };
  return (
    <form className={form.form} onSubmit={submit}>
      <Card>
        <TextInput
          type="date"
          label={say('tariff.validFrom')}
          description={say('tariff.validFromHint')}
          value={draft.validFrom}
          required
          onChange={(event) => change({ validFrom: event.target.value })}
        />
      </Card>
      {meter.registers.map(({ id, name }) => (
        <Card key={id} title={name}>
          <BlockFields
            register={name}
            unit={meter.unit}
            currency={currency}
            blocks={draft.blocks[id] ?? []}
            onChange={(blocks) => change({ blocks: { ...draft.blocks, [id]: blocks } })}
          />
        </Card>
      ))}
      <OtherPrices draft={draft} currency={currency} onChange={change} />
      {unreadable === undefined ? null : <Notice tone="alarm">{say('bills.unreadable', { text: unreadable })}</Notice>}
      <ProblemNotice error={save.error} words={{ invalid_input: 'tariff.wrong' }} />
      <Button type="submit" loading={save.isPending}>
        {say('tariff.save')}
      </Button>
    </form>
  );
}

interface OtherPricesProps {
  readonly draft: TariffDraft;
  readonly currency: string;
  readonly onChange: (part: Partial<TariffDraft>) => void;
}

/** What is paid whatever was used, and the tax on all of it. */
function OtherPrices({ draft, currency, onChange }: OtherPricesProps) {
  const { say } = useSpeech();
  return (
    <Card title={say('tariff.others')}>
      <div className={form.pair}>
        <TextInput
          label={say('tariff.standingIn', { currency })}
          inputMode="decimal"
          value={draft.standing}
          onChange={(event) => onChange({ standing: event.target.value })}
        />
        <NativeSelect
          label={say('tariff.standingPer')}
          value={draft.standingPer}
          data={[
            { value: 'month', label: say('tariff.aMonth') },
            { value: 'day', label: say('tariff.aDay') },
          ]}
          onChange={(event) => onChange({ standingPer: event.target.value === 'day' ? 'day' : 'month' })}
        />
        <TextInput
          label={say('tariff.vatPercent')}
          inputMode="decimal"
          value={draft.vat}
          onChange={(event) => onChange({ vat: event.target.value })}
        />
      </div>
    </Card>
  );
}
