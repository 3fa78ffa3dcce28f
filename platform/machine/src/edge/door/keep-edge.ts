import { type ChildProcess, spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { ToDoor, ToEdge } from './messages.ts';

const RESTART_STEP_MS = 100;
const RESTART_MAX_MS = 5_000;
// An edge that served this long started well: its end is answered at once again.
const HEALTHY_AFTER_MS = 5_000;
const LOADED_WITHIN_MS = 10_000;
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

/** Keeps one edge at work on the inherited sockets and starts the next one at once when it ends. */
export function keepEdge(firstEntry: string, descriptors: readonly number[], work: EdgeWork): EdgeKeeper {
  const served = Promise.withResolvers<void>();
  let entry = firstEntry;
  let current: ChildProcess | undefined;
  let isBegun = false;
  let isStopped = false;
  let isReplacing = false;
  let restarts = 0;
  let quickEnds = 0;

  const heard = (edge: ChildProcess, message: ToDoor, socket: Socket | undefined) => {
    if (edge !== current && message.kind !== 'hold' && message.kind !== 'hand') return;
    if (message.kind === 'serving') served.resolve();
    work.heard(message, socket);
  };
  const install = (edge: ChildProcess) => {
    current = edge;
    const since = Date.now();
    edge.once('exit', (code, signal) => {
      if (current !== edge) return;
      current = undefined;
      isBegun = false;
      if (isStopped || isReplacing) return;
      restarts += 1;
      quickEnds = Date.now() - since > HEALTHY_AFTER_MS ? 0 : quickEnds + 1;
      work.say(`The edge ended with ${signal ?? code}; the next one starts.`);
      setTimeout(start, Math.min(RESTART_MAX_MS, Math.max(0, quickEnds - 1) * RESTART_STEP_MS));
    });
    isBegun = true;
    edge.send(work.begin(restarts), () => {});
    work.begun();
  };
  const start = async () => {
    const edge = launch(entry, descriptors, heard);
    const isUp = await isLoaded(edge);
    if (isUp && !isStopped && current === undefined) return install(edge);
    edge.kill('SIGKILL');
    if (isStopped || current !== undefined) return;
    work.say('An edge did not come up; the next one starts.');
    quickEnds += 1;
    setTimeout(start, Math.min(RESTART_MAX_MS, quickEnds * RESTART_STEP_MS));
  };
  void start();
  return {
    tell(message, socket) {
      if (!isBegun || current?.connected !== true) return false;
      current.send(message, socket, {}, () => {});
      return true;
    },
    async replace(newEntry) {
      const edge = launch(newEntry ?? entry, descriptors, heard);
      if (!(await isLoaded(edge))) {
        edge.kill('SIGKILL');
        return work.say('The new edge did not come up; the one before stays.');
      }
      entry = newEntry ?? entry;
      isReplacing = true;
      isBegun = false;
      if (current !== undefined) await leave(current);
      isReplacing = false;
      install(edge);
    },
    async stop() {
      isStopped = true;
      isBegun = false;
      if (current !== undefined) await leave(current);
    },
    served: served.promise,
  };
}

function launch(
  entry: string,
  descriptors: readonly number[],
  heard: (edge: ChildProcess, message: ToDoor, socket: Socket | undefined) => void,
): ChildProcess {
  const edge = spawn(process.execPath, [entry], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc', ...descriptors],
    detached: true,
  });
  edge.on('message', (message, handle) => heard(edge, message as ToDoor, handle as Socket | undefined));
  edge.on('error', () => {});
  return edge;
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
