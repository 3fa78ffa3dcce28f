import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useWrite } from '../api/use-write.ts';
import { AnswerView } from '../components/answer-view.tsx';
import { Card } from '../components/card.tsx';
import { ConfirmButton } from '../components/confirm-button.tsx';
import form from '../components/form.module.css';
import { Icon } from '../components/icon.tsx';
import { Notice } from '../components/notice.tsx';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { groupKey } from '../groups/group-queries.ts';
import { useGroup } from '../groups/use-group.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import { CorrectReadingForm } from './correct-reading-form.tsx';
import { type Meter, type Reading, readingsQuery } from './meter-queries.ts';
import { removeReading, reviewReading } from './meter-requests.ts';
import styles from './meters.module.css';
import { useReasonWords } from './use-reason-words.ts';

/** What the meter showed, newest first; what waits for a review says why. */
export function ReadingsCard({ meter }: { readonly meter: Meter }) {
  const { say } = useSpeech();
  const readings = useInfiniteQuery(readingsQuery(meter.groupId, meter.id));
  return (
    <Card title={say('meters.readings')}>
      <AnswerView query={readings}>
        {({ pages }) => {
          const all = pages.flatMap((page) => page.readings);
          if (all.length === 0) return <p className={styles.soft}>{say('meters.noReadings')}</p>;
          return (
            <ol className={styles.rows}>
              {all.map((reading) => (
                <li key={reading.id}>
                  <ReadingItem meter={meter} reading={reading} />
                </li>
              ))}
            </ol>
          );
        }}
      </AnswerView>
      {readings.hasNextPage ? (
        <Button variant="subtle" loading={readings.isFetchingNextPage} onClick={() => void readings.fetchNextPage()}>
          {say('app.more')}
        </Button>
      ) : null}
    </Card>
  );
}

function ReadingItem({ meter, reading }: { readonly meter: Meter; readonly reading: Reading }) {
  const { say, date, number } = useSpeech();
  const { group, me } = useGroup();
  const [isOpen, setIsOpen] = useState(false);
  const register = meter.registers.find(({ id }) => id === reading.register)?.name;
  const facts = [
    meter.registers.length > 1 ? register : null,
    reading.kind === 'regular' ? null : say(`readingKind.${reading.kind}`),
    reading.source === 'manual' ? null : say(`readingSource.${reading.source}`),
  ].filter((fact) => fact !== null && fact !== undefined);
  return (
    <>
      <div className={styles.row}>
        <span className={styles.words}>
          <span>{date(reading.date)}</span>
          {facts.length === 0 ? null : <span className={styles.soft}>{facts.join(' · ')}</span>}
        </span>
        <span className={form.row}>
          <span className={styles.value}>
            {number(reading.valueMilli / 1000)} <span className={styles.soft}>{meter.unit}</span>
          </span>
          {group.isArchived || me.role === 'viewer' ? null : (
            <Button
              size="compact-sm"
              variant="subtle"
              aria-expanded={isOpen}
              aria-label={say('meters.correctOf', { date: date(reading.date) })}
              onClick={() => setIsOpen(!isOpen)}
            >
              <Icon name="edit" size={16} />
            </Button>
          )}
        </span>
      </div>
      {reading.needsReview ? <Review meter={meter} reading={reading} /> : null}
      {isOpen ? (
        <>
          <CorrectReadingForm meter={meter} reading={reading} onClose={() => setIsOpen(false)} />
          <RemoveReading meter={meter} reading={reading} />
        </>
      ) : null}
    </>
  );
}

/** Held back until the person who runs the group has looked: it counts in no bill before. */
function Review({ meter, reading }: { readonly meter: Meter; readonly reading: Reading }) {
  const { say } = useSpeech();
  const { group, canRun } = useGroup();
  const wordsOf = useReasonWords(meter);
  const review = useWrite(reviewReading(group.id, meter.id, reading.id, reading.version), {
    changes: [groupKey(group.id)],
  });
  return (
    <>
      <Notice tone="hint">
        <span className={styles.reasons}>
          <strong>{say('meters.waitsForReview')}</strong>
          {reading.reasons.map((reason) => (
            <span key={reason.reason}>{wordsOf(reason)}</span>
          ))}
        </span>
      </Notice>
      {canRun ? (
        <div>
          <Button size="xs" loading={review.isPending} onClick={() => review.mutate(undefined)}>
            {say('meters.letCount')}
          </Button>
        </div>
      ) : null}
      <ProblemNotice error={review.error} />
    </>
  );
}

function RemoveReading({ meter, reading }: { readonly meter: Meter; readonly reading: Reading }) {
  const { say } = useSpeech();
  const { group, canRun } = useGroup();
  const remove = useWrite(removeReading(group.id, meter.id, reading.id, reading.version), {
    changes: [groupKey(group.id)],
  });
  if (!canRun) return null;
  return (
    <>
      <ConfirmButton
        size="xs"
        variant="subtle"
        leftSection={<Icon name="trash" size={16} />}
        label={say('meters.removeReading')}
        question={say('meters.removeReadingQuestion')}
        loading={remove.isPending}
        onConfirm={() => remove.mutate(undefined)}
      />
      <ProblemNotice error={remove.error} />
    </>
  );
}
