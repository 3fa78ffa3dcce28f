import { Button, NativeSelect, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import { useWrite } from '../api/use-write.ts';
import { Card } from '../components/card.tsx';
import { ConfirmButton } from '../components/confirm-button.tsx';
import form from '../components/form.module.css';
import { formValues } from '../components/form-values.ts';
import { Notice } from '../components/notice.tsx';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { Screen } from '../components/screen.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import { updateGroup } from '../members/member-requests.ts';
import { groupKey, groupsQuery } from './group-queries.ts';
import { SettingsLinks } from './settings-links.tsx';
import { useGroup } from './use-group.tsx';

export function SettingsScreen() {
  const { say } = useSpeech();
  const { group, me } = useGroup();
  const runs = me.role === 'primary';
  return (
    <Screen title={say('groups.settings')} lead={group.name} isNarrow>
      <SettingsLinks />
      {runs ? (
        <>
          {group.isArchived ? null : <GroupForm key={group.version} />}
          <ArchiveCard />
        </>
      ) : (
        <Notice tone="hint">{say('groups.settingsForPrimary')}</Notice>
      )}
    </Screen>
  );
}

function GroupForm() {
  const { say } = useSpeech();
  const { group } = useGroup();
  const change = useWrite(updateGroup(group.id, group.version), {
    changes: [groupKey(group.id), groupsQuery.queryKey],
  });
  const zones = [...new Set([group.timeZone, ...Intl.supportedValuesOf('timeZone')])];
  const submit = (event: FormEvent<HTMLFormElement>) => change.mutate(formValues(event, 'name', 'timeZone'));
  return (
    <Card>
      <form className={form.form} onSubmit={submit}>
        <TextInput name="name" label={say('groups.name')} defaultValue={group.name} maxLength={100} required />
        <NativeSelect
          name="timeZone"
          label={say('field.timeZone')}
          description={say('groups.timeZoneHint')}
          defaultValue={group.timeZone}
          data={zones}
        />
        <TextInput
          label={say('groups.currency')}
          description={say('groups.currencyStays')}
          value={group.currency}
          readOnly
        />
        <ProblemNotice error={change.error} />
        <div>
          <Button type="submit" loading={change.isPending}>
            {say('app.save')}
          </Button>
        </div>
      </form>
    </Card>
  );
}

/** Nothing is lost by it: an archived group is read, and can come back. */
function ArchiveCard() {
  const { say } = useSpeech();
  const { group } = useGroup();
  const archive = useWrite(updateGroup(group.id, group.version), {
    changes: [groupKey(group.id), groupsQuery.queryKey],
  });
  return (
    <Card title={say('groups.archive')}>
      <p>{say('groups.archiveText')}</p>
      <div>
        {group.isArchived ? (
          <Button loading={archive.isPending} onClick={() => archive.mutate({ isArchived: false })}>
            {say('groups.unarchive')}
          </Button>
        ) : (
          <ConfirmButton
            label={say('groups.archive')}
            question={say('groups.archiveQuestion')}
            loading={archive.isPending}
            onConfirm={() => archive.mutate({ isArchived: true })}
          />
        )}
      </div>
      <ProblemNotice error={archive.error} />
    </Card>
  );
}
