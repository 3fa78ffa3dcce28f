import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ConfirmButton } from '../components/confirm-button.tsx';
import form from '../components/form.module.css';
import { Money } from '../components/money.tsx';
import { Notice } from '../components/notice.tsx';
import { wordsOfProblem } from '../components/problem-notice.tsx';
import { overviewQuery } from '../groups/group-queries.ts';
import { useSpeech } from '../language/speech-context.tsx';
import { BillConflict } from './bill-conflict.tsx';
import { dropEntry, sendAgain } from './decide-entry.ts';
import type { StoredEntry } from './outbox-entry.ts';
import styles from './outbox-screen.module.css';

/** One entry: what it is, how it stands, and what can be done about it. */
export function OutboxItem({ entry }: { readonly entry: StoredEntry }) {
  const { say, moment } = useSpeech();
  const { words, state, writtenAt } = entry;
  const { data: overview } = useQuery({ ...overviewQuery(words.groupId), staleTime: 'static' });
  return (
    <li className={styles.entry}>
      <div className={styles.head}>
        <p className={styles.words}>
          <strong>{words.title}</strong>
          <span className={styles.soft}>
            {say(`outboxKind.${words.kind}`)}
            {overview ? ` · ${overview.group.name}` : ''} · {moment(writtenAt)}
          </span>
        </p>
        {words.amount ? <Money {...words.amount} /> : null}
      </div>
      {state.name === 'problem' ? <Notice tone="alarm">{say(wordsOfProblem(state.code))}</Notice> : null}
      {state.name === 'conflict' && overview ? (
        <BillConflict entry={entry} theirs={state.theirs} overview={overview} />
      ) : (
        <div className={form.row}>
          {state.name === 'waiting' ? <span className={styles.soft}>{say('outbox.waits')}</span> : null}
          {state.name === 'problem' ? (
            <Button size="xs" variant="default" onClick={() => void sendAgain(entry)}>
              {say('problem.retry')}
            </Button>
          ) : null}
          <ConfirmButton
            size="xs"
            variant="subtle"
            label={say('outbox.drop')}
            question={say('outbox.dropQuestion')}
            onConfirm={() => void dropEntry(entry)}
          />
        </div>
      )}
    </li>
  );
}
