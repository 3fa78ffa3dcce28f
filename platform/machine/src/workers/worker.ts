import type { WorkerState } from '@shared-payments/operations';
import type { HeldProcess, ProcessNote, WorkerLoad } from '../edge/door/messages.ts';

/** One process of a colour as the edge sees it; changed by the colour it belongs to alone. */
export interface Worker {
  readonly id: string;
  readonly startedAtMs: number;
  isReady: boolean;
  isLeaving: boolean;
  reportedRelease: string | undefined;
  notReadyBecause: string;
  load: WorkerLoad;
  /** Sockets handed over since it last told its load. */
  handedSinceLoad: number;
  /** Set when a leaving worker has until then. */
  leaveByMs: number;
  /** Probes in a row that it did not answer. */
  unanswered: number;
}

export function newWorker(id: string, startedAtMs: number): Worker {
  return {
    id,
    startedAtMs,
    isReady: false,
    isLeaving: false,
    reportedRelease: undefined,
    notReadyBecause: 'it boots',
    load: { taken: 0, open: 0, active: 0 },
    handedSinceLoad: 0,
    leaveByMs: Number.POSITIVE_INFINITY,
    unanswered: 0,
  };
}

/** A worker that an edge before this one started. */
export function adoptedWorker({ id, startedAtMs, load, note }: HeldProcess): Worker {
  const { isReady, isLeaving, release } = note;
  const reportedRelease = isReady ? release : undefined;
  const notReadyBecause = isReady ? '' : 'it boots';
  return { ...newWorker(id, startedAtMs), isReady, isLeaving, reportedRelease, notReadyBecause, load };
}

export function workerState({
  id,
  isReady,
  isLeaving,
  reportedRelease,
  startedAtMs,
  notReadyBecause,
}: Worker): WorkerState {
  return { id, isReady: isReady && !isLeaving, reportedRelease, startedAtMs, notReadyBecause };
}

export function noteOf(worker: Worker, place: ProcessNote['place'], release: string): ProcessNote {
  return { place, release, isReady: worker.isReady, isLeaving: worker.isLeaving };
}

/** The ready worker with the fewest connections. */
export function leastBusy(workers: readonly Worker[]): Worker | undefined {
  const connections = ({ load, handedSinceLoad }: Worker) => load.open + handedSinceLoad;
  const ready = workers.filter(({ isReady, isLeaving, unanswered }) => isReady && !isLeaving && unanswered === 0);
  const willing = ready.length > 0 ? ready : workers.filter(({ isReady, isLeaving }) => isReady && !isLeaving);
  return willing.reduce<Worker | undefined>(
    (best, one) => (best === undefined || connections(one) < connections(best) ? one : best),
    undefined,
  );
}
