import type { HeldProcess, ProcessEnd } from '../edge/door/messages.ts';
import type { JobsPlacement } from '../edge/state/machine-state.ts';
import { failureOfEnd } from './failure-cause.ts';
import type { Workshop } from './workshop.ts';

const LEAVE_WITHIN_MS = 10_000;
const BACKOFF_FIRST_MS = 250;
const BACKOFF_MAX_MS = 30_000;
const HEALTHY_AFTER_MS = 60_000;
// While users move, a process that boots beside them would take the core they need.
const AFTER_USERS_MS = 2_000;

/** The jobs of one release: one process, started again when it ends, never beside the process of another release. */
export interface JobsRun {
  /** Undefined runs none. */
  set(placement: JobsPlacement | undefined): void;
  ended(end: ProcessEnd): void;
  reconcile(): void;
}

interface JobsProcess {
  readonly id: string;
  readonly release: string;
  readonly startedAtMs: number;
  leaveByMs: number | undefined;
}

export function runJobs(workshop: Workshop, first: JobsPlacement | undefined, held: readonly HeldProcess[]): JobsRun {
  let wanted = first;
  let crashes = 0;
  let startAtMs = 0;
  let started = Math.max(0, ...held.map(({ id }) => Number(id.split('-')[1])));
  const processes = new Map<string, JobsProcess>(
    held.map(({ id, note, startedAtMs }) => [id, { id, release: note.release, startedAtMs, leaveByMs: undefined }]),
  );

  const reconcile = () => {
    const nowMs = workshop.nowMs();
    for (const one of processes.values()) {
      if (one.release === wanted?.release) continue;
      if (one.leaveByMs === undefined) workshop.door({ kind: 'signal', id: one.id, signal: 'SIGTERM' });
      else if (nowMs > one.leaveByMs) workshop.door({ kind: 'signal', id: one.id, signal: 'SIGKILL' });
      one.leaveByMs ??= nowMs + LEAVE_WITHIN_MS;
    }
    if (wanted === undefined || processes.size > 0 || nowMs < startAtMs) return;
    started += 1;
    const id = `jobs-${started}`;
    const { release, launch } = wanted;
    processes.set(id, { id, release, startedAtMs: nowMs, leaveByMs: undefined });
    const note = { place: 'jobs', release, isReady: true, isLeaving: false } as const;
    workshop.door({ kind: 'spawn', id, launch, note, startedAtMs: nowMs });
  };
  return {
    set(placement) {
      if (placement?.release !== wanted?.release) {
        [crashes, startAtMs] = [0, wanted === undefined ? 0 : workshop.nowMs() + AFTER_USERS_MS];
      }
      wanted = placement;
      reconcile();
    },
    ended(end) {
      const one = processes.get(end.id);
      if (one === undefined) return;
      processes.delete(end.id);
      if (one.leaveByMs === undefined) {
        const nowMs = workshop.nowMs();
        crashes = nowMs - one.startedAtMs > HEALTHY_AFTER_MS ? 1 : crashes + 1;
        startAtMs = nowMs + Math.min(BACKOFF_MAX_MS, BACKOFF_FIRST_MS * 2 ** (crashes - 1));
        workshop.say('jobs', `${one.id} ${failureOfEnd(end).detail}`);
      }
      reconcile();
    },
    reconcile,
  };
}
