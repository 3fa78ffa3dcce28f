import { Button } from '@mantine/core';
import { addDays, localDateAt, parseLocalDate } from '@shared-payments/domain';
import { useWrite } from '../api/use-write.ts';
import { Card } from '../components/card.tsx';
import { ConfirmButton } from '../components/confirm-button.tsx';
import { Notice } from '../components/notice.tsx';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { groupKey } from '../groups/group-queries.ts';
import { useGroup } from '../groups/use-group.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import styles from './series.module.css';
import type { SeriesPreview } from './series-queries.ts';
import { changeSeries } from './series-requests.ts';

/** Pause, go on, end: bills that were made already stay as they are. */
export function SeriesSteps({ preview: { recurringBill, next } }: { readonly preview: SeriesPreview }) {
  const { say, date } = useSpeech();
  const { group } = useGroup();
  const step = useWrite(changeSeries(group.id, recurringBill.id, recurringBill.version), {
    changes: [groupKey(group.id)],
  });
  const today = localDateAt(Date.now(), group.timeZone);
  const pause = recurringBill.series.pauses.at(-1);
  const isPaused = pause !== undefined && (pause.resumeOn === undefined || pause.resumeOn > today);
  const [first] = next;
  // A day that was made already cannot be undone here: what changes begins with the day after the last bill.
  const from = first?.originalDate ?? today;
  return (
    <Card title={say('series.steps')}>
      {isPaused ? <Notice tone="hint">{say('series.pausedSince', { date: date(pause.from) })}</Notice> : null}
      <div className={styles.actions}>
        {isPaused ? (
          <Button
            variant="default"
            loading={step.isPending}
            onClick={() => step.mutate({ kind: 'resume', date: laterOf(pause.from, today) })}
          >
            {say('series.resume')}
          </Button>
        ) : null}
        {!isPaused && first ? (
          <>
            <Button
              variant="default"
              loading={step.isPending}
              onClick={() => step.mutate({ kind: 'pause', date: from })}
            >
              {say('series.pause')}
            </Button>
            <ConfirmButton
              label={say('series.end')}
              question={say('series.endQuestion')}
              loading={step.isPending}
              onConfirm={() => step.mutate({ kind: 'end', date: addDays(parseLocalDate(from), -1) })}
            />
          </>
        ) : null}
      </div>
      <ProblemNotice error={step.error} />
    </Card>
  );
}

function laterOf(...days: readonly string[]): string {
  return days.toSorted().at(-1) ?? '';
}
