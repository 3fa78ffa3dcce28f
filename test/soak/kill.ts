import { runKillCycles } from '../kill/kill-cycles.ts';
import type { Soak } from './soak.ts';

const CYCLES = 200;
const TOLD_EVERY = 10;

/** 200 kills at random moments; `seed` decides them. */
export function killSoak(seed: number): Soak {
  return {
    name: 'kill',
    title: `The API killed ${CYCLES} times under writes (SEED=${seed})`,
    async run(progress) {
      const outcome = await runKillCycles({
        count: CYCLES,
        seed,
        onCycle: ({ cycles, answeredWrites, findings }) => {
          if (cycles % TOLD_EVERY === 0 || findings.length > 0)
            progress(`${cycles} of ${CYCLES} kills, ${answeredWrites} answered writes, ${findings.length} findings`);
        },
      });
      return {
        figures: [
          ['kills under writes', outcome.cycles],
          ['kills on the way up besides', outcome.killedStarts],
          ['answered writes, each there afterwards with the same answer', outcome.answeredWrites],
          ['writes cut off', outcome.unansweredWrites],
          ['of these on disk before the answer could leave', outcome.happenedUnanswered],
          ['commits examined by the doctor', outcome.examinedCommits],
        ],
        findings: outcome.findings,
      };
    },
  };
}
