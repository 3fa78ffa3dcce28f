import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useWrite } from '../api/use-write.ts';
import { AnswerView } from '../components/answer-view.tsx';
import { Card } from '../components/card.tsx';
import { ConfirmButton } from '../components/confirm-button.tsx';
import { CopyButton } from '../components/copy-button.tsx';
import form from '../components/form.module.css';
import { Icon } from '../components/icon.tsx';
import { Notice } from '../components/notice.tsx';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { useGroup } from '../groups/use-group.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import { calendarFeedQuery } from './notification-queries.ts';
import { endCalendarFeed, makeCalendarFeed } from './notification-requests.ts';
import styles from './notifications.module.css';

/** The group's due dates in one's own calendar, by an address that is a secret. */
export function CalendarCard() {
  const { say, moment } = useSpeech();
  const { group } = useGroup();
  const feed = useQuery(calendarFeedQuery(group.id));
  const changes = [calendarFeedQuery(group.id).queryKey];
  const make = useWrite(makeCalendarFeed(group.id), { changes });
  const end = useWrite(endCalendarFeed(group.id), { changes, onDone: () => make.reset() });
  return (
    <Card title={say('calendar.title')}>
      <p>{say('calendar.text')}</p>
      <AnswerView query={feed}>
        {({ createdAt }) => (
          <>
            {make.data ? <Address path={make.data.path} /> : null}
            {createdAt === null || make.data ? null : (
              <p className={styles.soft}>{say('calendar.since', { moment: moment(createdAt) })}</p>
            )}
            <div className={form.row}>
              {createdAt === null ? (
                <Button
                  variant="default"
                  leftSection={<Icon name="calendar" />}
                  loading={make.isPending}
                  onClick={() => make.mutate()}
                >
                  {say('calendar.make')}
                </Button>
              ) : (
                <>
                  <ConfirmButton
                    label={say('calendar.renew')}
                    question={say('calendar.renewQuestion')}
                    loading={make.isPending}
                    onConfirm={() => make.mutate()}
                  />
                  <ConfirmButton
                    variant="subtle"
                    label={say('calendar.end')}
                    question={say('calendar.endQuestion')}
                    loading={end.isPending}
                    onConfirm={() => end.mutate()}
                  />
                </>
              )}
            </div>
          </>
        )}
      </AnswerView>
      <ProblemNotice error={make.error ?? end.error} />
    </Card>
  );
}

/** Told once. Calendars open the second form of it by themselves. */
function Address({ path }: { readonly path: string }) {
  const { say } = useSpeech();
  const address = `${location.origin}${path}`;
  return (
    <div className={form.form}>
      <Notice tone="good">{say('calendar.once')}</Notice>
      <TextInput
        value={address}
        readOnly
        aria-label={say('calendar.address')}
        onFocus={(event) => event.target.select()}
      />
      <div className={form.row}>
        <CopyButton text={address} label={say('transfer.copy', { what: say('calendar.address') })} />
        <a className={styles.open} href={address.replace(/^https?:/, 'webcal:')}>
          {say('calendar.open')}
        </a>
      </div>
    </div>
  );
}
