import { type ChildProcess, spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { ToDoor, ToEdge } from './messages.ts';

const RESTART_STEP_MS = 100;
const RESTART_MAX_MS = 5_000;
// An edge that served this long started well: its end is answered at once again.
const HEALTHY_AFTER_MS = 5_000;
const QUICK_ENDS_AT_ONCE = 2;
const SPARE_AFTER_MS = 100;
const LOADED_WITHIN_MS = 20_000;
const LEFT_WITHIN_MS = 2_000;

export interface EdgeWork {
  /** What a new edge is told first. */
  begin(restarts: number): ToEdge;
  /** What the edge asks for. */
  heard(message: ToDoor, socket: Socket | undefined): void;
  /** An edge hears what it is told from now on. */
  begun(): void;
  say(line: string): void;
}

export interface EdgeKeeper {
  /** False when no edge is there to hear it. */
  tell(message: ToEdge, socket?: Socket): boolean;
  /** Puts another edge in the place of this one; callers wait in the backlog for the few milliseconds between them. */
  replace(entry: string | undefined): Promise<void>;
  /** Ends the edge and starts no other. */
  stop(): Promise<void>;
  /** Resolves when an edge serves for the first time. */
  readonly served: Promise<void>;
}

interface Keeping {
  readonly work: EdgeWork;
  readonly descriptors: readonly number[];
  readonly served: PromiseWithResolvers<void>;
  entry: string;
  current: ChildProcess | undefined;
  spare: ChildProcess | undefined;
  /** The spare one while its code is being loaded. */
  loading: Promise<ChildProcess | undefined> | undefined;
  isBegun: boolean;
  isStopped: boolean;
  isReplacing: boolean;
  restarts: number;
  quickEnds: number;
}

/**
 * Keeps one edge at work on the inherited sockets. A spare one stands by with its code loaded, so that the end of an edge costs
 * callers a moment in the backlog and not the start of a process.
 */
export function keepEdge(entry: string, descriptors: readonly number[], work: EdgeWork): EdgeKeeper {
  const keeping: Keeping = {
    work,
    descriptors,
    served: Promise.withResolvers<void>(),
    entry,
    current: undefined,
    spare: undefined,
    loading: undefined,
    isBegun: false,
    isStopped: false,
    isReplacing: false,
    restarts: 0,
    quickEnds: 0,
  };
  void start(keeping);
  return {
    tell(message, socket) {
      if (!keeping.isBegun || keeping.current?.connected !== true) return false;
      keeping.current.send(message, socket, {}, () => {});
      return true;
    },
    replace: (newEntry) => replace(keeping, newEntry ?? keeping.entry),
    async stop() {
      Object.assign(keeping, { isStopped: true, isBegun: false });
      takeSpare(keeping)?.kill('SIGKILL');
      void takeLoading(keeping)?.then((edge) => edge?.kill('SIGKILL'));
      if (keeping.current !== undefined) await leave(keeping.current);
    },
    served: keeping.served.promise,
  };
}

async function start(keeping: Keeping): Promise<void> {
  const edge = takeSpare(keeping) ?? (await takeLoading(keeping)) ?? (await loadEdge(keeping, keeping.entry));
  if (edge !== undefined && !keeping.isStopped && keeping.current === undefined) {
    install(keeping, edge);
    return;
  }
  edge?.kill('SIGKILL');
  if (keeping.isStopped || keeping.current !== undefined) return;
  keeping.work.say('An edge did not come up; the next one starts.');
  keeping.quickEnds += 1;
  startLater(keeping);
}

function startLater(keeping: Keeping): void {
  const slowEnds = Math.max(0, keeping.quickEnds - QUICK_ENDS_AT_ONCE);
  setTimeout(() => start(keeping), Math.min(RESTART_MAX_MS, slowEnds * RESTART_STEP_MS));
}

function install(keeping: Keeping, edge: ChildProcess): void {
  const { work } = keeping;
  const sinceMs = performance.now();
  keeping.current = edge;
  keeping.isBegun = true;
  edge.once('exit', (code, signal) => {
    if (keeping.current !== edge) return;
    keeping.current = undefined;
    keeping.isBegun = false;
    if (keeping.isStopped || keeping.isReplacing) return;
    keeping.restarts += 1;
    keeping.quickEnds = performance.now() - sinceMs > HEALTHY_AFTER_MS ? 0 : keeping.quickEnds + 1;
    work.say(`The edge ended with ${signal ?? code}; the next one starts.`);
    startLater(keeping);
  });
  edge.send(work.begin(keeping.restarts), () => {});
  work.begun();
  setTimeout(() => prepareSpare(keeping), SPARE_AFTER_MS);
}

async function replace(keeping: Keeping, entry: string): Promise<void> {
  const edge = await loadEdge(keeping, entry);
  if (edge === undefined) {
    keeping.work.say('The new edge did not come up; the one before stays.');
    return;
  }
  keeping.entry = entry;
  takeSpare(keeping)?.kill('SIGKILL');
  void takeLoading(keeping)?.then((old) => old?.kill('SIGKILL'));
  Object.assign(keeping, { isReplacing: true, isBegun: false });
  if (keeping.current !== undefined) await leave(keeping.current);
  keeping.isReplacing = false;
  install(keeping, edge);
}

async function prepareSpare(keeping: Keeping): Promise<void> {
  if (keeping.isStopped || keeping.loading !== undefined || keeping.spare?.connected) return;
  const { entry } = keeping;
  const loading = loadEdge(keeping, entry);
  keeping.loading = loading;
  const edge = await loading;
  if (keeping.loading !== loading) return;
  keeping.loading = undefined;
  if (keeping.isStopped || entry !== keeping.entry) edge?.kill('SIGKILL');
  else keeping.spare = edge;
}

/** The one that is on its way, where an edge ended before its spare was there: half of its start is over. */
function takeLoading(keeping: Keeping): Promise<ChildProcess | undefined> | undefined {
  const { loading } = keeping;
  keeping.loading = undefined;
  return loading;
}

function takeSpare(keeping: Keeping): ChildProcess | undefined {
  const edge = keeping.spare;
  keeping.spare = undefined;
  return edge?.connected ? edge : undefined;
}

/** An edge whose code is loaded and that waits for its first order; undefined when it did not come up. */
async function loadEdge(keeping: Keeping, entry: string): Promise<ChildProcess | undefined> {
  const edge = spawn(process.execPath, [entry], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc', ...keeping.descriptors],
    detached: true,
  });
  edge.on('message', (message, handle) => hear(keeping, edge, message as ToDoor, handle as Socket | undefined));
  edge.on('error', () => {});
  if (await isLoaded(edge)) return edge;
  edge.kill('SIGKILL');
  return undefined;
}

/** An edge that was replaced may still pass on the connections it holds, and decides nothing else. */
function hear(keeping: Keeping, edge: ChildProcess, message: ToDoor, socket: Socket | undefined): void {
  if (edge !== keeping.current && message.kind !== 'hold' && message.kind !== 'hand') return;
  if (message.kind === 'serving') keeping.served.resolve();
  keeping.work.heard(message, socket);
}

/** True when the edge's code is loaded and it waits for its first order; false when it ended or took too long. */
async function isLoaded(edge: ChildProcess): Promise<boolean> {
  const loaded = Promise.withResolvers<boolean>();
  edge.once('message', (message: ToDoor) => loaded.resolve(message.kind === 'loaded'));
  edge.once('exit', () => loaded.resolve(false));
  return within(LOADED_WITHIN_MS, loaded.promise, false);
}

/** Asks an edge to finish what it holds and leave; ended by force when it does not. */
async function leave(edge: ChildProcess): Promise<void> {
  const gone = new Promise<boolean>((resolve) => edge.once('exit', () => resolve(true)));
  if (edge.exitCode !== null || edge.signalCode !== null) return;
  if (edge.connected) edge.send({ kind: 'leave' } satisfies ToEdge, () => {});
  if (await within(LEFT_WITHIN_MS, gone, false)) return;
  edge.kill('SIGKILL');
  await gone;
}

async function within<Value>(timeoutMs: number, work: Promise<Value>, otherwise: Value): Promise<Value> {
  const timer = new AbortController();
  const late = wait(timeoutMs, otherwise, { signal: timer.signal }).catch(() => otherwise);
  return Promise.race([work, late]).finally(() => timer.abort());
}
