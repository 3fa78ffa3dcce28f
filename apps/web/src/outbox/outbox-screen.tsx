import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { EmptyState } from '../components/empty-state.tsx';
import { BackLink } from '../components/links.tsx';
import { Notice } from '../components/notice.tsx';
import { Screen } from '../components/screen.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import { accountQuery } from '../session/session-queries.ts';
import { OutboxItem } from './outbox-item.tsx';
import styles from './outbox-screen.module.css';
import { type SendingEnd, sendOutbox } from './send-outbox.ts';
import { useOutbox } from './use-outbox.ts';

/** Everything that was written here and is not at the server yet, oldest first: the order it is sent in. */
export function OutboxScreen() {
  const { say } = useSpeech();
  const entries = useOutbox() ?? [];
  const isWaiting = entries.some(({ state }) => state.name === 'waiting');
  return (
    <Screen
      title={say('outbox.title')}
      lead={say('outbox.lead')}
      back={<BackLink to="/groups">{say('groups.title')}</BackLink>}
      isNarrow
    >
      {entries.length === 0 ? (
        <EmptyState icon="check" title={say('outbox.noneTitle')} text={say('outbox.noneText')} />
      ) : (
        <>
          {isWaiting ? <SendNow /> : null}
          <ol className={styles.entries}>
            {entries.map((entry) => (
              <OutboxItem key={entry.id} entry={entry} />
            ))}
          </ol>
        </>
      )}
    </Screen>
  );
}

function SendNow() {
  const { say } = useSpeech();
  const { data: account } = useQuery(accountQuery);
  const [isSending, setIsSending] = useState(false);
  const [end, setEnd] = useState<SendingEnd>();
  const send = async () => {
    if (!account) return;
    setIsSending(true);
    setEnd(await sendOutbox(account.id).catch(() => 'unreachable' as const));
    setIsSending(false);
  };
  return (
    <div className={styles.send}>
      <Button variant="default" loading={isSending} onClick={() => void send()}>
        {say('outbox.sendNow')}
      </Button>
      {end === undefined || end === 'done' ? null : (
        <Notice tone="hint">{say(end === 'unreachable' ? 'outbox.offline' : 'problem.notSignedIn')}</Notice>
      )}
    </div>
  );
}
