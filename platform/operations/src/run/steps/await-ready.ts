import { OperationsError, type OperationsErrorCode } from '../../errors.ts';
import type { Placement } from '../../plan/step.ts';
import type { ColourFailure, ColourState } from '../../ports/driver-state.ts';
import { type Measured, pauseAndHear, type RunContext } from '../context.ts';

const POLL_MS = 100;

/** Waits until enough workers are ready and every one reports the release it was started from; names the cause when not. */
export async function awaitReady(
  context: RunContext,
  target: Placement,
  workers: number,
  timeoutMs: number,
): Promise<Measured> {
  const { clock, driver } = context.ports;
  const beganAtMs = clock.nowMs();
  for (;;) {
    const state = (await driver.inspect())[target.colour];
    if (state?.failure !== undefined) throw startFailed(target, state.failure);
    if (state !== undefined && isReady(state, target, workers))
      return { workers, readyAfterMs: clock.nowMs() - beganAtMs };
    if (clock.nowMs() - beganAtMs >= timeoutMs) throw notInTime(target, state, timeoutMs);
    await pauseAndHear(context, POLL_MS);
  }
}

function isReady(state: ColourState, target: Placement, workers: number): boolean {
  const ready = state.workers.filter((worker) => worker.isReady && worker.reportedRelease === target.release);
  return (
    state.phase === 'ready' &&
    state.release === target.release &&
    ready.length === workers &&
    state.workers.length === workers
  );
}

const CODES: Readonly<Record<ColourFailure['cause'], OperationsErrorCode>> = {
  crashed: 'crashed_at_boot',
  hung: 'not_ready_in_time',
  wrong_version: 'wrong_version',
  setting_missing: 'setting_missing',
  schema_too_new: 'schema_too_new',
  port_taken: 'port_taken',
  release_damaged: 'release_damaged',
  unknown: 'crashed_at_boot',
};

function startFailed(target: Placement, failure: ColourFailure): OperationsError {
  return new OperationsError({
    code: CODES[failure.cause],
    message: `${target.release} did not come up in ${target.colour} (${failure.cause.replaceAll('_', ' ')}): ${failure.detail}.`,
    remedy: `Read \`./ops logs --source ${target.colour}\`, repair it and deploy again.`,
    data: { ...target, cause: failure.cause },
  });
}

function notInTime(target: Placement, state: ColourState | undefined, timeoutMs: number): OperationsError {
  const liar = state?.workers.find((worker) => worker.isReady && worker.reportedRelease !== target.release);
  const reasons = state?.workers.map((worker) => worker.notReadyBecause).filter((reason) => reason !== '') ?? [];
  const because = liar === undefined ? reasons.join('; ') : `${liar.id} reports ${liar.reportedRelease}`;
  return new OperationsError({
    code: liar === undefined ? 'not_ready_in_time' : 'wrong_version',
    message: `${target.release} was not ready in ${target.colour} after ${timeoutMs / 1_000} s: ${because === '' ? 'no worker answered' : because}.`,
    remedy: `Read \`./ops logs --source ${target.colour}\`, repair it and deploy again.`,
    data: { ...target, timeoutMs },
  });
}
