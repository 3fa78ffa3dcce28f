import { Button } from '@mantine/core';
import { useWrite } from '../api/use-write.ts';
import { ButtonLink } from '../components/links.tsx';
import { Money } from '../components/money.tsx';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { groupKey } from '../groups/group-queries.ts';
import { useGroup } from '../groups/use-group.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import styles from './series.module.css';
import type { Occurrence, SeriesPreview } from './series-queries.ts';
import { changeSeries } from './series-requests.ts';

/** The next twelve bills, each to be changed or left out by itself. */
export function NextDates({ preview: { recurringBill, next } }: { readonly preview: SeriesPreview }) {
  const { say } = useSpeech();
  const { group } = useGroup();
  const skip = useWrite(changeSeries(group.id, recurringBill.id, recurringBill.version), {
    changes: [groupKey(group.id)],
  });
  if (next.length === 0) return <p className={styles.soft}>{say('series.noneComing')}</p>;
  return (
    <>
      <ol className={styles.dates}>
        {next.map((occurrence) => (
          <li key={occurrence.key}>
            <NextDate
              seriesId={recurringBill.id}
              occurrence={occurrence}
              isBusy={skip.isPending}
              onSkip={() => skip.mutate({ kind: 'skip', date: occurrence.originalDate })}
            />
          </li>
        ))}
      </ol>
      <ProblemNotice error={skip.error} />
    </>
  );
}

interface NextDateProps {
  readonly seriesId: string;
  readonly occurrence: Occurrence;
  readonly isBusy: boolean;
  readonly onSkip: () => void;
}

function NextDate({ seriesId, occurrence, isBusy, onSkip }: NextDateProps) {
  const { say, date } = useSpeech();
  const { group, canTakePart } = useGroup();
  const { date: day, originalDate, template } = occurrence;
  return (
    <>
      <span className={styles.words}>
        <strong>{date(day)}</strong>
        <span className={styles.soft}>
          {template.title}
          {day === originalDate ? '' : ` · ${say('series.movedFrom', { date: date(originalDate) })}`}
        </span>
      </span>
      {template.totalMinor === undefined ? null : (
        <Money amountMinor={template.totalMinor} currency={template.currency} />
      )}
      {canTakePart ? (
        <>
          <ButtonLink
            to="/groups/$groupId/recurring/$seriesId/edit/$date"
            params={{ groupId: group.id, seriesId, date: originalDate }}
            size="compact-sm"
            variant="subtle"
            aria-label={say('series.changeOf', { date: date(day) })}
          >
            {say('bills.change')}
          </ButtonLink>
          <Button
            size="compact-sm"
            variant="subtle"
            disabled={isBusy}
            aria-label={say('series.skipOf', { date: date(day) })}
            onClick={onSkip}
          >
            {say('series.skip')}
          </Button>
        </>
      ) : null}
    </>
  );
}
