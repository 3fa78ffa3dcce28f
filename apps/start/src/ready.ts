import { setTimeout as wait } from 'node:timers/promises';
import type { Supervised } from './supervise.ts';

const POLL_MS = 50;
const READY_WITHIN_MS = 30_000;

/** Waits until the API says it is ready; false when it gave up or took too long, which is said. */
export async function isReady(url: string, api: Supervised): Promise<boolean> {
  for (let waited = 0; waited < READY_WITHIN_MS && !api.isOver(); waited += POLL_MS) {
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    if (answer?.ok) return true;
    await wait(POLL_MS);
  }
  if (!api.isOver())
    console.error(
      `Error: ${url} was not ready within ${READY_WITHIN_MS / 1000} s.\nTry: another port, such as PORT=3001 npm start.`,
    );
  return false;
}
