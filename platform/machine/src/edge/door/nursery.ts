import { type ChildProcess, spawn } from 'node:child_process';
import { Socket } from 'node:net';
import { type HeldSockets, holdSockets } from './held-sockets.ts';
import type { HeldProcess, Launch, ProcessEnd, ProcessNote, ToDoor, WorkerLoad, WorkerOrder } from './messages.ts';
import { readLines } from './output-lines.ts';
import { stopReading } from './stop-reading.ts';

const LAST_WORDS_LINES = 30;
const NO_LOAD: WorkerLoad = { taken: 0, open: 0, active: 0 };

export interface NurseryEvents {
  readonly ended: (end: ProcessEnd) => void;
  readonly said: (id: string, line: string) => void;
  readonly load: (id: string, load: WorkerLoad) => void;
  /** From whom it comes back, so that it does not go there again. */
  readonly returned: (socket: Socket, from: string) => void;
}

export type SpawnOrder = ToDoor & { readonly kind: 'spawn' };

/** The processes of all releases. They belong to the door, so that no end of an edge touches them. */
export interface Nursery {
  spawn(order: SpawnOrder): void;
  note(id: string, note: ProcessNote): void;
  hand(id: string, socket: Socket): void;
  tell(id: string, message: WorkerOrder): void;
  signal(id: string, signal: NodeJS.Signals): void;
  list(): readonly HeldProcess[];
  /** Whether the process is there, stays, and can be handed something. */
  reaches(id: string): boolean;
}

interface Kept {
  readonly child: ChildProcess;
  readonly sockets: HeldSockets;
  readonly lastWords: string[];
  readonly facts: HeldProcess;
}

export function createNursery(events: NurseryEvents): Nursery {
  const kept = new Map<string, Kept>();
  const change = (id: string, part: Partial<HeldProcess>) => {
    const one = kept.get(id);
    if (one !== undefined) kept.set(id, { ...one, facts: { ...one.facts, ...part } });
  };
  const end = (id: string, code: number | null, signal: string | null) => {
    const one = kept.get(id);
    if (one === undefined) return;
    kept.delete(id);
    events.ended({ id, code, signal, lastWords: one.lastWords });
    for (const socket of one.sockets.takeBack()) events.returned(socket, id);
  };
  const take = (id: string, message: unknown) => {
    const load = loadIn(message);
    if (load === undefined) return;
    change(id, { load });
    kept.get(id)?.sockets.taken(load.taken);
    events.load(id, load);
  };
  return {
    spawn({ id, launch, note, startedAtMs }) {
      if (kept.has(id)) return;
      const child = start(launch);
      const facts = { id, pid: child.pid ?? 0, startedAtMs, note, load: NO_LOAD };
      const lastWords: string[] = [];
      kept.set(id, { child, sockets: holdSockets(child, (socket) => events.returned(socket, id)), lastWords, facts });
      // The next process of a name may be there before the last word of the one before.
      const isCurrent = () => kept.get(id)?.child === child;
      listen(child, {
        hear(line) {
          remember(lastWords, line);
          events.said(id, line);
        },
        told: (message) => isCurrent() && take(id, message),
        returned: (socket) => events.returned(socket, id),
        ended: (code, signal) => isCurrent() && end(id, code, signal),
      });
    },
    note: (id, note) => change(id, { note }),
    hand(id, socket) {
      const one = kept.get(id);
      if (one === undefined) events.returned(socket, id);
      else one.sockets.hand(socket);
    },
    tell(id, message) {
      const child = kept.get(id)?.child;
      if (child?.connected) child.send(message, () => {});
    },
    signal(id, signal) {
      const one = kept.get(id);
      // Two that leave would give connections to and fro between them.
      if (one !== undefined) change(id, { note: { ...one.facts.note, isLeaving: true } });
      one?.child.kill(signal);
    },
    reaches(id) {
      const one = kept.get(id);
      return one?.child.connected === true && !one.facts.note.isLeaving;
    },
    list: () => [...kept.values()].map(({ facts }) => facts),
  };
}

interface Heard {
  readonly hear: (line: string) => void;
  readonly told: (message: unknown) => unknown;
  readonly returned: (socket: Socket) => void;
  readonly ended: (code: number | null, signal: string | null) => void;
}

function listen(child: ChildProcess, { hear, told, returned, ended }: Heard): void {
  for (const stream of [child.stdout, child.stderr]) if (stream) readLines(stream, hear);
  child.on('message', (message, handle) => {
    if (handle instanceof Socket) {
      // A client that this process had and gives back: another one serves it.
      stopReading(handle);
      returned(handle);
    } else told(message);
  });
  child.once('error', ({ message }) => {
    hear(message);
    if (child.pid === undefined) ended(null, null);
  });
  // 'close' comes after its last line; a grandchild that keeps the pipe open must not hide the end for ever.
  child.once('exit', (code, signal) => setTimeout(() => ended(code, signal), 100).unref());
  child.once('close', (code, signal) => ended(code, signal));
}

function remember(lastWords: string[], line: string): void {
  lastWords.splice(0, lastWords.length - LAST_WORDS_LINES + 1);
  lastWords.push(line);
}

/** In a session of its own: Ctrl-C in a terminal ends the door, which ends the others in order. */
function start({ file, arguments: words, directory, environment }: Launch): ChildProcess {
  return spawn(file, [...words], {
    cwd: directory,
    env: { ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: true,
  });
}

function loadIn(message: unknown): WorkerLoad | undefined {
  const { kind, taken, open, active } = (message ?? {}) as Record<string, unknown>;
  if (kind !== 'load') return undefined;
  if (typeof taken !== 'number' || typeof open !== 'number' || typeof active !== 'number') return undefined;
  return { taken, open, active };
}
