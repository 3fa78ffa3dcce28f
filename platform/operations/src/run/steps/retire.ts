import { OperationsError } from '../../errors.ts';
import type { Colour } from '../../ports/driver-state.ts';
import type { Measured, RunContext } from '../context.ts';

const POLL_MS = 100;
const GRACE_MS = 5_000;

/** Drains a colour without users, waits until it is gone, and ends it by force when it does not go. */
export async function retire({ ports, held }: RunContext, colour: Colour, drainMs: number): Promise<Measured> {
  const { clock, driver } = ports;
  const beganAtMs = clock.nowMs();
  let busyUntilMs = beganAtMs;
  const isGone = async () => {
    const state = (await driver.inspect())[colour];
    if (state !== undefined && state.activeRequests > 0) busyUntilMs = clock.nowMs();
    return state === undefined;
  };
  if (await isGone()) return { wasRunning: false };
  await driver.drain(colour, drainMs, held.token);
  while (!(await isGone())) {
    const waitedMs = clock.nowMs() - beganAtMs;
    if (waitedMs > drainMs + 2 * GRACE_MS) throw stays(colour, waitedMs);
    if (waitedMs > drainMs + GRACE_MS) await driver.stop(colour, held.token);
    await clock.sleep(POLL_MS);
    held.check();
  }
  const nowMs = clock.nowMs();
  // The second to within a poll: its last request was answered at some time after it was last seen at work.
  return { wasRunning: true, goneAfterMs: nowMs - beganAtMs, goneAfterLastRequestMs: nowMs - busyUntilMs };
}

function stays(colour: Colour, waitedMs: number): OperationsError {
  return new OperationsError({
    code: 'stop_in_time_failed',
    message: `${colour} still runs ${Math.round(waitedMs / 1_000)} s after it was told to leave.`,
    remedy: 'Look at `./ops doctor`; it has no users, so end its processes by hand if need be.',
    data: { colour, waitedMs },
  });
}
