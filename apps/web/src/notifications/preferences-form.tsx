import { Button, Checkbox } from '@mantine/core';
import { NOTICE_KINDS } from '@shared-payments/domain';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useWrite, type Write } from '../api/use-write.ts';
import { Card } from '../components/card.tsx';
import form from '../components/form.module.css';
import { Notice } from '../components/notice.tsx';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { useGroup } from '../groups/use-group.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import { accountQuery } from '../session/session-queries.ts';
import {
  type NoticePreference,
  type NotificationPreferences,
  notificationPreferencesQuery,
} from './notification-queries.ts';
import { setNotificationPreferences } from './notification-requests.ts';
import styles from './notifications.module.css';

type Channel = 'email' | 'push';

/** Every kind of notice and the ways it may come. A guest has no address for mails. */
export function PreferencesForm({ preferences }: { readonly preferences: NotificationPreferences }) {
  const { group } = useGroup();
  const save = useWrite(setNotificationPreferences(group.id, preferences.version), {
    changes: [notificationPreferencesQuery(group.id).queryKey],
  });
  // Another version is another form; that it was saved is said in both.
  return <Preferences key={preferences.version} saved={preferences} save={save} />;
}

interface PreferencesProps {
  readonly saved: NotificationPreferences;
  readonly save: Write<Pick<NotificationPreferences, 'preferences'>, NotificationPreferences>;
}

function Preferences({ saved, save }: PreferencesProps) {
  const { say } = useSpeech();
  const { data: account } = useQuery(accountQuery);
  const [preferences, setPreferences] = useState<readonly NoticePreference[]>(saved.preferences);
  const channels: readonly Channel[] = account?.isGuest ? ['push'] : ['email', 'push'];
  return (
    <Card>
      <form
        className={form.form}
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate({ preferences: [...preferences] });
        }}
      >
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{say('notifications.kind')}</th>
              {channels.map((channel) => (
                <th key={channel} scope="col">
                  {say(`channel.${channel}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {preferences.map((preference, index) =>
              hasWords(preference) ? (
                <PreferenceRow
                  key={preference.kind}
                  preference={preference}
                  channels={channels}
                  onChange={(next) => setPreferences(preferences.with(index, next))}
                />
              ) : null,
            )}
          </tbody>
        </table>
        {account?.isGuest ? <Notice tone="hint">{say('notifications.guest')}</Notice> : null}
        {save.isSuccess ? <Notice tone="good">{say('app.saved')}</Notice> : null}
        <ProblemNotice error={save.error} />
        <div>
          <Button type="submit" loading={save.isPending}>
            {say('app.save')}
          </Button>
        </div>
      </form>
    </Card>
  );
}

/** A newer release may tell of more than this page has words for: that is sent back as it came. */
const hasWords = ({ kind }: NoticePreference) => (NOTICE_KINDS as readonly string[]).includes(kind);

interface PreferenceRowProps {
  readonly preference: NoticePreference;
  readonly channels: readonly Channel[];
  readonly onChange: (preference: NoticePreference) => void;
}

function PreferenceRow({ preference, channels, onChange }: PreferenceRowProps) {
  const { say } = useSpeech();
  const kind = say(`noticeKind.${preference.kind}`);
  return (
    <tr>
      <th scope="row">{kind}</th>
      {channels.map((channel) => (
        <td key={channel}>
          <Checkbox
            size="md"
            aria-label={`${kind}: ${say(`channel.${channel}`)}`}
            checked={preference[channel]}
            onChange={(event) => onChange({ ...preference, [channel]: event.target.checked })}
          />
        </td>
      ))}
    </tr>
  );
}
