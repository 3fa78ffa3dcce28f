import type { Colour, ColourFailure, ColourState } from '@shared-payments/operations';
import type { HeldProcess, ProcessEnd, WorkerLoad } from '../edge/door/messages.ts';
import type { Placement } from '../edge/state/machine-state.ts';
import { type ColourTally, type KeptTally, openTally } from './colour-tally.ts';
import { readScrape } from './counters.ts';
import { failureOfEnd, isWorthAnotherStart } from './failure-cause.ts';
import { awaitReadiness } from './readiness.ts';
import { addCrash, type Crashes, NO_CRASHES, restartAfterMs } from './restart-rule.ts';
import { adoptedWorker, leastBusy, newWorker, noteOf, type Worker, workerState } from './worker.ts';
import type { Workshop } from './workshop.ts';

const SCRAPE_TIMEOUT_MS = 2_000;
const LIVENESS_TIMEOUT_MS = 3_000;
// So many probes in a row without an answer: nothing of what it holds will be answered any more.
const UNANSWERED_MAX = 4;

/** A release in a colour: as many workers as wanted, started again when they end. */
export interface ColourRun {
  readonly colour: Colour;
  readonly tally: ColourTally;
  placement(): Placement;
  state(): ColourState;
  /** The workers that answer. */
  ready(): readonly Worker[];
  /** Brings what runs nearer to what is wanted; called on every event and tick. */
  reconcile(): void;
  scale(workers: number): void;
  /** Moves clients of now to where connections go today. */
  letGo(): void;
  /** No worker is started any more; those there finish, at most until `leaveByMs`. */
  leave(leaveByMs: number): void;
  ended(end: ProcessEnd): void;
  loaded(id: string, load: WorkerLoad): void;
  /** Reads the counters of all ready workers. */
  scrape(): Promise<void>;
  /** Ends a worker that no longer answers. */
  checkLiveness(): Promise<void>;
}

interface Run {
  readonly workshop: Workshop;
  readonly workers: Map<string, Worker>;
  readonly tally: ColourTally;
  placement: Placement;
  crashes: Crashes;
  restartAtMs: number;
  started: number;
}

/** `held`: processes of this colour that an edge before this one started. */
export function runColour(
  workshop: Workshop,
  placement: Placement,
  held: readonly HeldProcess[],
  kept: KeptTally | undefined,
): ColourRun {
  const workers = new Map(held.map((one) => [one.id, adoptedWorker(one)]));
  const tally = openTally(placement.colour, placement.release, kept);
  const started = Math.max(0, ...held.map(({ id }) => Number(id.split('-')[1])));
  const run: Run = { workshop, workers, tally, placement, crashes: NO_CRASHES, restartAtMs: 0, started };
  adopt(run);
  return {
    colour: placement.colour,
    tally,
    placement: () => run.placement,
    state: () => stateOf(run),
    ready: () => staying(run).filter(({ isReady }) => isReady),
    reconcile: () => reconcile(run),
    scale(wantedWorkers) {
      change(run, { wantedWorkers });
      reconcile(run);
    },
    letGo() {
      for (const { id } of workers.values()) workshop.door({ kind: 'tell', id, message: { kind: 'let-go' } });
    },
    leave: (leaveByMs) => leave(run, leaveByMs),
    ended: (end) => ended(run, end),
    loaded(id, load) {
      const worker = workers.get(id);
      // What tells its load is alive, whatever keeps a probe from reaching it: on a busy machine sockets are long on their way.
      if (worker !== undefined) Object.assign(worker, { load, handedSinceLoad: 0, unanswered: 0 });
    },
    scrape: () => scrape(run),
    checkLiveness: () => checkLiveness(run),
  };
}

/** Goes on with processes of an edge before this one where that one stopped. */
function adopt(run: Run): void {
  const { phase, leaveByMs } = run.placement;
  const untilMs = leaveByMs ?? run.workshop.nowMs() + run.workshop.drainMs;
  for (const worker of run.workers.values()) {
    if (phase === 'draining' || worker.isLeaving) retire(run, worker, untilMs);
    else if (!worker.isReady) void watchBoot(run, worker);
  }
}

function reconcile(run: Run): void {
  const { placement, workshop } = run;
  const nowMs = workshop.nowMs();
  for (const worker of run.workers.values()) {
    if (worker.isLeaving && nowMs > worker.leaveByMs)
      workshop.door({ kind: 'signal', id: worker.id, signal: 'SIGKILL' });
  }
  if (placement.phase === 'failed' || placement.phase === 'draining') return;
  const here = staying(run);
  if (nowMs >= run.restartAtMs) {
    for (let missing = placement.wantedWorkers - here.length; missing > 0; missing -= 1) spawnWorker(run);
  }
  for (const worker of surplus(here, placement.wantedWorkers)) retire(run, worker, nowMs + workshop.drainMs);
  const readyCount = here.filter(({ isReady }) => isReady).length;
  if (placement.phase === 'starting' && readyCount >= placement.wantedWorkers) change(run, { phase: 'ready' });
}

function spawnWorker(run: Run): void {
  run.started += 1;
  const { placement, workshop } = run;
  const worker = newWorker(`${placement.colour}-${run.started}`, workshop.nowMs());
  run.workers.set(worker.id, worker);
  const note = noteOf(worker, placement.colour, placement.release);
  const { id, startedAtMs } = worker;
  workshop.door({ kind: 'spawn', id, launch: placement.launch, note, startedAtMs });
  void watchBoot(run, worker);
}

async function watchBoot(run: Run, worker: Worker): Promise<void> {
  const { workshop, placement } = run;
  const readiness = await awaitReadiness(workshop.prober, {
    worker: worker.id,
    release: placement.release,
    timeoutMs: workshop.readyTimeoutMs,
    isOver: () => worker.isLeaving || !run.workers.has(worker.id),
    tell: (notReadyBecause, reportedRelease) => Object.assign(worker, { notReadyBecause, reportedRelease }),
  });
  if (readiness === undefined || worker.isLeaving || !run.workers.has(worker.id)) return;
  if (!readiness.isReady) return fail(run, readiness.failure);
  await scrapeWorker(run, worker);
  Object.assign(worker, { isReady: true, notReadyBecause: '', reportedRelease: placement.release });
  workshop.door({ kind: 'note', id: worker.id, note: noteOf(worker, placement.colour, placement.release) });
  workshop.say(placement.colour, `${worker.id} is ready`);
  reconcile(run);
  workshop.retryWaiting();
}

function ended(run: Run, end: ProcessEnd): void {
  const worker = run.workers.get(end.id);
  if (worker === undefined) return;
  run.workers.delete(end.id);
  const isCrash = !worker.isLeaving;
  run.tally.ended(worker.id, isCrash ? { unanswered: worker.load.active } : undefined);
  if (!isCrash) return;
  const failure = failureOfEnd(end);
  run.workshop.say(run.placement.colour, `${worker.id} ${failure.detail}`);
  run.crashes = addCrash(run.crashes, worker.isReady, run.workshop.nowMs() - worker.startedAtMs);
  const isWorthIt = run.placement.phase === 'ready' || isWorthAnotherStart(failure);
  const afterMs = isWorthIt ? restartAfterMs(run.crashes, run.placement.phase === 'ready') : undefined;
  if (afterMs === undefined) {
    fail(run, failure);
    return;
  }
  if (worker.isReady) change(run, { restarts: run.placement.restarts + 1 });
  run.restartAtMs = run.workshop.nowMs() + afterMs;
}

/** Nothing is started any more. Workers that answer stay: they may have users. */
function fail(run: Run, failure: ColourFailure): void {
  if (run.placement.phase === 'draining') return;
  run.workshop.say(run.placement.colour, `failed: ${failure.cause.replaceAll('_', ' ')}, ${failure.detail}`);
  change(run, { phase: 'failed', failure });
  for (const worker of staying(run)) if (!worker.isReady) retire(run, worker, 0);
}

function leave(run: Run, leaveByMs: number): void {
  const untilMs = Math.min(leaveByMs, run.placement.leaveByMs ?? leaveByMs);
  change(run, { phase: 'draining', leaveByMs: untilMs });
  for (const worker of run.workers.values()) retire(run, worker, untilMs);
}

function retire(run: Run, worker: Worker, leaveByMs: number): void {
  const { workshop, placement } = run;
  const isAtOnce = leaveByMs <= workshop.nowMs();
  Object.assign(worker, { isLeaving: true, leaveByMs, notReadyBecause: 'it leaves' });
  workshop.door({ kind: 'note', id: worker.id, note: noteOf(worker, placement.colour, placement.release) });
  if (isAtOnce) workshop.door({ kind: 'signal', id: worker.id, signal: 'SIGKILL' });
  else workshop.door({ kind: 'tell', id: worker.id, message: { kind: 'drain' } });
}

async function scrape(run: Run): Promise<void> {
  await Promise.all(staying(run).map((worker) => (worker.isReady ? scrapeWorker(run, worker) : undefined)));
}

async function scrapeWorker(run: Run, worker: Worker): Promise<void> {
  const answer = await run.workshop.prober.ask(worker.id, '/metrics', SCRAPE_TIMEOUT_MS).catch(() => undefined);
  if (answer?.status === 200 && run.workers.has(worker.id)) run.tally.scraped(worker.id, readScrape(answer.body));
}

async function checkLiveness(run: Run): Promise<void> {
  const check = async (worker: Worker) => {
    const answer = await run.workshop.prober.ask(worker.id, '/livez', LIVENESS_TIMEOUT_MS).catch(() => undefined);
    worker.unanswered = answer === undefined ? worker.unanswered + 1 : 0;
    if (worker.unanswered < UNANSWERED_MAX || !run.workers.has(worker.id)) return;
    run.workshop.say(run.placement.colour, `${worker.id} does not answer any more and is ended`);
    run.workshop.door({ kind: 'signal', id: worker.id, signal: 'SIGKILL' });
  };
  await Promise.all(staying(run).map((worker) => (worker.isReady ? check(worker) : undefined)));
}

function change(run: Run, part: Partial<Placement>): void {
  run.placement = { ...run.placement, ...part };
  run.workshop.placementChanged();
}

const staying = (run: Run) => [...run.workers.values()].filter(({ isLeaving }) => !isLeaving);

/** Those not ready go first, then the least busy. */
function surplus(here: readonly Worker[], wanted: number): readonly Worker[] {
  const order = ({ isReady, load }: Worker) => (isReady ? 1 + load.open : 0);
  return here.toSorted((one, other) => order(one) - order(other)).slice(0, Math.max(0, here.length - wanted));
}

function stateOf({ placement, workers }: Run): ColourState {
  const all = [...workers.values()];
  const { colour, release, phase, wantedWorkers, startedAtMs, restarts, failure } = placement;
  const shown = phase === 'draining' ? all : all.filter(({ isLeaving }) => !isLeaving);
  const sum = (pick: (load: WorkerLoad) => number) => all.reduce((total, { load }) => total + pick(load), 0);
  return {
    colour,
    release,
    phase,
    ...(failure === undefined ? {} : { failure }),
    wantedWorkers,
    workers: shown.map(workerState),
    startedAtMs,
    openConnections: sum(({ open }) => open),
    activeRequests: sum(({ active }) => active),
    restarts,
  };
}

/** Where a new connection goes within a colour. */
export function nextWorker(run: ColourRun): Worker | undefined {
  return leastBusy(run.ready());
}
