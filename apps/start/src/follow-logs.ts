import type { Clock, Driver } from '@shared-payments/operations';

const POLL_MS = 500;
const LINES_MAX = 10_000;

/** Prints what the processes write from now on, until the returned function is called. For a service, whose output is kept by others. */
export function followLogs(driver: Pick<Driver, 'logs'>, clock: Clock, print: (line: string) => void): () => void {
  let sinceMs = clock.nowMs();
  let printedThen = 0;
  return clock.every(POLL_MS, async () => {
    const found = await driver.logs({ lines: LINES_MAX, sinceMs }).catch(() => []);
    // Lines of the last moment may have been joined by others of the same millisecond.
    const fresh = found.slice(printedThen);
    for (const line of fresh) print(`${line.source} ${line.text}`);
    const last = found.at(-1);
    if (last === undefined) return;
    sinceMs = last.atMs;
    printedThen = found.filter((line) => line.atMs === sinceMs).length;
  });
}
