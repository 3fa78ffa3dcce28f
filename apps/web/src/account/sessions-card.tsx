import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useWrite } from '../api/use-write.ts';
import { AnswerView } from '../components/answer-view.tsx';
import { Card } from '../components/card.tsx';
import { ConfirmButton } from '../components/confirm-button.tsx';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import styles from './account.module.css';
import { type Session, sessionsQuery } from './account-queries.ts';
import { revokeOtherSessions, revokeSession } from './account-requests.ts';
import { deviceName } from './device-name.ts';

/** Where I am signed in; what is not mine ends at once. */
export function SessionsCard() {
  const { say } = useSpeech();
  const sessions = useQuery(sessionsQuery);
  const others = useWrite(revokeOtherSessions, { changes: [sessionsQuery.queryKey] });
  return (
    <Card title={say('account.sessions')}>
      <AnswerView query={sessions}>
        {(all) => (
          <>
            <ul className={styles.rows}>
              {all.map((session) => (
                <li key={session.id}>
                  <SessionItem session={session} />
                </li>
              ))}
            </ul>
            {all.length > 1 ? (
              <div>
                <ConfirmButton
                  label={say('account.endOthers')}
                  question={say('account.endOthersQuestion')}
                  loading={others.isPending}
                  onConfirm={() => others.mutate(undefined)}
                />
              </div>
            ) : null}
          </>
        )}
      </AnswerView>
      <ProblemNotice error={others.error} />
    </Card>
  );
}

function SessionItem({ session }: { readonly session: Session }) {
  const { say, moment } = useSpeech();
  const end = useWrite(revokeSession, { changes: [sessionsQuery.queryKey] });
  const name = deviceName(session.userAgent);
  return (
    <>
      <span className={styles.words}>
        <strong>{name ?? say('account.unknownDevice')}</strong>
        <span className={styles.soft}>
          {session.isCurrent ? `${say('account.thisDevice')} · ` : ''}
          {say('account.since', { moment: moment(session.createdAt) })}
        </span>
      </span>
      {session.isCurrent ? null : (
        <Button size="xs" variant="subtle" loading={end.isPending} onClick={() => end.mutate(session.id)}>
          {say('account.end')}
        </Button>
      )}
      <ProblemNotice error={end.error} />
    </>
  );
}
