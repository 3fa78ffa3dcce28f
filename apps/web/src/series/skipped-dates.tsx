import { Button } from '@mantine/core';
import { localDateAt } from '@shared-payments/domain';
import { useWrite } from '../api/use-write.ts';
import { Card } from '../components/card.tsx';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { groupKey } from '../groups/group-queries.ts';
import { useGroup } from '../groups/use-group.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import styles from './series.module.css';
import type { RecurringBill } from './series-queries.ts';
import { changeSeries } from './series-requests.ts';

/** Dates that lie ahead and were left out; each can come back. */
export function SkippedDates({ recurring }: { readonly recurring: RecurringBill }) {
  const { say, date } = useSpeech();
  const { group, canTakePart } = useGroup();
  const restore = useWrite(changeSeries(group.id, recurring.id, recurring.version), { changes: [groupKey(group.id)] });
  const today = localDateAt(Date.now(), group.timeZone);
  const skipped = recurring.series.exceptions.filter(
    ({ kind, originalDate }) => kind === 'skip' && originalDate >= today,
  );
  if (skipped.length === 0) return null;
  return (
    <Card title={say('series.skippedTitle')}>
      <ul className={styles.dates}>
        {skipped.map(({ originalDate }) => (
          <li key={originalDate}>
            <span className={`${styles.words} ${styles.skipped}`}>{date(originalDate)}</span>
            {canTakePart ? (
              <Button
                size="compact-sm"
                variant="subtle"
                aria-label={say('series.restoreOf', { date: date(originalDate) })}
                disabled={restore.isPending}
                onClick={() => restore.mutate({ kind: 'restore', date: originalDate })}
              >
                {say('series.restore')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      <ProblemNotice error={restore.error} />
    </Card>
  );
}
