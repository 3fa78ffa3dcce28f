import { type CommitRow, openBareRows } from './bare-rows.ts';

interface Given {
  readonly path: string;
  readonly body: string;
  readonly seconds: number;
}

const WARM_UP_MS = 500;
const MS_PER_SECOND = 1000;

process.once('message', ({ path, body, seconds }: Given) => {
  const commit = openBareRows(path);
  commitFor(commit, body, WARM_UP_MS);
  const { count, elapsedMs } = commitFor(commit, body, seconds * MS_PER_SECOND);
  process.send?.({ perSecond: (count / elapsedMs) * MS_PER_SECOND });
});

function commitFor(commit: CommitRow, body: string, durationMs: number) {
  const beganAt = performance.now();
  let count = 0;
  while (performance.now() - beganAt < durationMs) {
    commit(body);
    count += 1;
  }
  return { count, elapsedMs: performance.now() - beganAt };
}
