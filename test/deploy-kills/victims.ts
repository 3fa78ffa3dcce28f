import { isDeepStrictEqual } from 'node:util';
import { askOnce, edgeOf, until } from '@shared-payments/machine/testing/open-rig.ts';
import {
  activePlacement,
  type CanaryStep,
  type DriverState,
  type Operation,
  type TrafficSplit,
} from '@shared-payments/operations';
import type { Place } from './place.ts';
import { processesOf, runFolder } from './processes.ts';

export interface Killed {
  /** Until it, or the one after it, answered again, in milliseconds. */
  readonly backAfterMs: number;
  /** What was not as it must be; empty when all was well. */
  readonly findings: readonly string[];
}

const BACK_WITHIN_MS = 20_000;

/** Kills the edge, waits for the next one, and compares what that one knows with what the killed one knew. */
export async function killEdge(place: Place, operation: Operation): Promise<Killed> {
  const { driver } = place.machine;
  const before = await driver.inspect();
  const { pid, restarts } = await edgeOf(runFolder(place));
  process.kill(pid, 'SIGKILL');
  const backAfterMs = await until(
    'another edge answers',
    async () => (await edgeOf(runFolder(place))).restarts > restarts,
    BACK_WITHIN_MS,
  );
  return { backAfterMs, findings: forgotten(before, await driver.inspect(), splitsOf(operation, before)) };
}

/** The command goes on meanwhile: users may be where they were or where a step sends them, and nowhere else. */
function splitsOf({ plan }: Operation, before: DriverState): readonly TrafficSplit[] {
  const steps = [...plan.steps, ...plan.revertSteps];
  return [
    before.split,
    ...(before.lease === undefined ? [] : [before.lease.fallback]),
    ...steps.flatMap((step) => (step.kind === 'traffic' ? [step.split] : [])),
    ...steps.flatMap((step) => (step.kind === 'canary' ? [splitOf(step)] : [])),
  ];
}

function splitOf({ candidate, share }: CanaryStep): TrafficSplit {
  return candidate.colour === 'blue' ? { blue: share, green: 1 - share } : { blue: 1 - share, green: share };
}

function forgotten(before: DriverState, after: DriverState, splits: readonly TrafficSplit[]): readonly string[] {
  const active = activePlacement(before);
  const workersOf = (state: DriverState) =>
    active && state[active.colour]?.workers.map(({ id, startedAtMs }) => ({ id, startedAtMs }));
  const isLeaving = active && after[active.colour]?.phase !== 'ready';
  return [
    ...(splits.some((split) => isDeepStrictEqual(split, after.split))
      ? []
      : [`users were ${JSON.stringify(before.split)} and are ${JSON.stringify(after.split)}`]),
    ...(after.fence >= before.fence ? [] : [`the fence went from ${before.fence} to ${after.fence}`]),
    ...(isLeaving || isDeepStrictEqual(workersOf(before), workersOf(after))
      ? []
      : [`${JSON.stringify(workersOf(before))} served and ${JSON.stringify(workersOf(after))} serve`]),
  ];
}

/** Processes that serve users now. */
export async function activeWorkers(place: Place): Promise<readonly number[]> {
  const active = activePlacement(await place.machine.driver.inspect());
  const all = await processesOf(place);
  return all.filter(({ role, release }) => role === 'worker' && release === active?.release).map(({ pid }) => pid);
}

/** Kills a worker that has users, and waits until somebody answers a new caller. */
export async function killWorker(place: Place, pid: number): Promise<Killed> {
  process.kill(pid, 'SIGKILL');
  const backAfterMs = await until(
    'a caller is answered again',
    async () =>
      askOnce(place.machine.url).then(
        () => true,
        () => false,
      ),
    BACK_WITHIN_MS,
  );
  return { backAfterMs, findings: [] };
}
