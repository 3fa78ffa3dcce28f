import { Button } from '@mantine/core';
import { isProblem } from '../api/request-problem.ts';
import { Notice } from '../components/notice.tsx';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import type { Meter, Reading } from './meter-queries.ts';
import styles from './meters.module.css';
import { useReasonWords } from './use-reason-words.ts';

interface ReadingProblemProps {
  readonly error: unknown;
  readonly meter: Meter;
  /** Sends the same reading again, confirmed: it is kept for a review. */
  readonly onKeep: () => void;
}

/** Why a reading was not taken, with its numbers; a doubtful one can be kept, an impossible one cannot. */
export function ReadingProblem({ error, meter, onKeep }: ReadingProblemProps) {
  const { say } = useSpeech();
  const wordsOf = useReasonWords(meter);
  const reasons = isProblem(error) ? ((error.data.reasons ?? []) as Reading['reasons']) : [];
  if (reasons.length === 0) return <ProblemNotice error={error} />;
  const isDoubtful =
    isProblem(error, 'reading_implausible') && reasons.every(({ reason }) => reason !== 'too_many_digits');
  return (
    <>
      <Notice tone={isDoubtful ? 'hint' : 'alarm'}>
        <span className={styles.reasons}>
          {reasons.map((reason) => (
            <span key={reason.reason}>{wordsOf(reason)}</span>
          ))}
        </span>
      </Notice>
      {isDoubtful ? (
        <div>
          <Button variant="default" onClick={onKeep}>
            {say('meters.keepAnyway')}
          </Button>
        </div>
      ) : null}
    </>
  );
}
