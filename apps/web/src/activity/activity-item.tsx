import { useState } from 'react';
import { billChanges } from '../bills/bill-changes.ts';
import { useFieldWords } from '../bills/use-field-words.ts';
import { useGroup } from '../groups/use-group.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import styles from './activity.module.css';
import type { Activity, Change } from './activity-queries.ts';
import { memberChanges, plainChanges } from './told-changes.ts';
import { useActivityWords } from './use-activity-words.ts';

interface Told {
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

/** One thing somebody did; its details are there when they are asked for. */
export function ActivityItem({ activity }: { readonly activity: Activity }) {
  const { say, moment } = useSpeech();
  const { group } = useGroup();
  const { verb, about } = useActivityWords();
  const [isOpen, setIsOpen] = useState(false);
  const who = group.members.find(({ userId }) => userId === activity.actor)?.name ?? say('activity.byItself');
  return (
    <details className={styles.activity} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>
        <span className={styles.words}>
          <strong>{verb(activity.verb)}</strong>
          <span>{about(activity)}</span>
          <span className={styles.soft}>
            {who} · {moment(activity.at)}
          </span>
        </span>
      </summary>
      {isOpen ? activity.changes.map((change) => <ChangeList key={change.id} change={change} />) : null}
    </details>
  );
}

function ChangeList({ change }: { readonly change: Change }) {
  const { say } = useSpeech();
  const { group } = useGroup();
  const { plain } = useActivityWords();
  const snapshot = change.after ?? change.before;
  const currency = typeof snapshot?.currency === 'string' ? snapshot.currency : group.currency;
  const billWords = useFieldWords(currency);
  const told: readonly Told[] =
    change.collection === 'bills'
      ? billChanges(change.before, change.after).map(({ field, before, after }) => ({
          label: say(`field.${field}`),
          before: billWords(field, before),
          after: billWords(field, after),
        }))
      : plainChanges(change.before, change.after).map((one) => plain(one, currency));
  return (
    <>
      <Rows rows={told} />
      {memberChanges(change).map(([name, before, after]) => (
        <Rows key={name} title={name} rows={plainChanges(before, after).map((one) => plain(one, currency))} />
      ))}
    </>
  );
}

function Rows({ title, rows }: { readonly title?: string; readonly rows: readonly Told[] }) {
  if (rows.length === 0) return null;
  return (
    <div className={styles.change}>
      {title === undefined ? null : <strong>{title}</strong>}
      <dl>
        {rows.map(({ label, before, after }) => (
          <div key={label} className={styles.row}>
            <dt>{label}</dt>
            <dd>
              {before === '' ? null : (
                <>
                  <del>{before}</del>{' '}
                </>
              )}
              <ins>{after === '' ? '–' : after}</ins>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
