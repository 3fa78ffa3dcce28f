import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { AnswerView } from '../components/answer-view.tsx';
import { Card } from '../components/card.tsx';
import { Icon } from '../components/icon.tsx';
import { useGroup } from '../groups/use-group.tsx';
import type { MessageKey } from '../language/languages.ts';
import { useSpeech } from '../language/speech-context.tsx';
import { billChanges, type FieldChange } from './bill-changes.ts';
import { type Bill, type BillHistory, billHistoryQuery } from './bill-queries.ts';
import styles from './bill-screen.module.css';
import { useFieldWords } from './use-field-words.ts';

/** Who changed what, before and after; loaded when it is asked for. */
export function BillHistoryList({ bill }: { readonly bill: Bill }) {
  const { say } = useSpeech();
  const { group } = useGroup();
  const [isOpen, setIsOpen] = useState(false);
  const history = useQuery({ ...billHistoryQuery(group.id, bill.id), enabled: isOpen });
  if (!isOpen) {
    return (
      <div>
        <Button variant="subtle" leftSection={<Icon name="clock" />} onClick={() => setIsOpen(true)}>
          {say('history.show')}
        </Button>
      </div>
    );
  }
  return (
    <Card title={say('history.title')}>
      <AnswerView query={history}>
        {(activities) => (
          <ol className={styles.rows}>
            {activities.map((activity) => (
              <Version key={activity.seq} bill={bill} activity={activity} />
            ))}
          </ol>
        )}
      </AnswerView>
    </Card>
  );
}

function Version({ bill, activity }: { readonly bill: Bill; readonly activity: BillHistory[number] }) {
  const { say, moment } = useSpeech();
  const { group } = useGroup();
  const who = group.members.find(({ userId }) => userId === activity.actor)?.name ?? activity.actor;
  const change = activity.changes.find(({ id }) => id === bill.id);
  const changes = change ? billChanges(change.before, change.after) : [];
  return (
    <li className={styles.version}>
      <p>
        <strong>{say(change?.before ? 'history.changed' : 'history.made', { name: who })}</strong>{' '}
        <span className={styles.soft}>{moment(activity.at)}</span>
      </p>
      <dl>
        {changes.map((one) => (
          <Change key={one.field} change={one} currency={bill.currency} />
        ))}
      </dl>
    </li>
  );
}

function Change({ change, currency }: { readonly change: FieldChange; readonly currency: string }) {
  const { say } = useSpeech();
  const words = useFieldWords(currency);
  const label: MessageKey = `field.${change.field}`;
  const [before, after] = [words(change.field, change.before), words(change.field, change.after)];
  return (
    <div className={styles.change}>
      <dt className={styles.soft}>{say(label)}</dt>
      <dd>
        {before === '' ? null : (
          <>
            <del>{before}</del>{' '}
          </>
        )}
        <ins>{after === '' ? '–' : after}</ins>
      </dd>
    </div>
  );
}
