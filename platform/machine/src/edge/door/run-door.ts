import { mkdirSync, rmSync } from 'node:fs';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { ScalingSettings } from '@shared-payments/operations';
import { hasEnded } from '../../processes/process-identity.ts';
import { type BoundSocket, bindPath, bindPort } from './bound-socket.ts';
import { lockDirectory } from './directory-lock.ts';
import { type EdgeKeeper, keepEdge } from './keep-edge.ts';
import type { EdgeSettings, ToDoor, ToEdge } from './messages.ts';
import { createNursery, type Nursery } from './nursery.ts';
import { socketPath } from './socket-path.ts';
import { stopReading } from './stop-reading.ts';
import { takeTurns } from './take-turns.ts';

export interface DoorSettings {
  /** The machine's own folder. */
  readonly directory: string;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Longest boot of a worker. */
  readonly readyTimeoutMs: number;
  /** Longest request that is waited for at the end. */
  readonly drainMs: number;
  readonly scaling?: ScalingSettings | undefined;
  /** A process, by its identity, with which the machine ends however that ends; undefined: it outlives everybody. */
  readonly livesWith?: string | undefined;
}

export interface Door {
  readonly url: string;
  /** Resolves when everything that ran behind the door has ended. */
  readonly ended: Promise<void>;
  /** Lets open requests finish, at most `drainMs`, then ends all processes. */
  shutDown(): Promise<void>;
}

const EDGE_ENTRY = fileURLToPath(new URL('../main.ts', import.meta.url));
const HELD_MAX = 10_000;
const SAID_KEPT = 1_000;
const POLL_MS = 20;
const GRACE_MS = 1_000;
const LOOK_EVERY_MS = 1_000;

/** What waits while no edge is there. */
interface Backlog {
  readonly sockets: Socket[];
  readonly said: ToEdge[];
}

/**
 * Owns the port, the control socket and all processes, and accepts nothing: while an edge is replaced or restarted, callers
 * wait in the sockets' backlog and workers serve on. Throws `port_taken`, `driver_unavailable`, `operation_under_way` when
 * another door has the directory.
 */
export async function runDoor(settings: DoorSettings, say: (line: string) => void): Promise<Door> {
  mkdirSync(settings.directory, { recursive: true, mode: 0o700 });
  const lock = lockDirectory(join(settings.directory, 'door.lock'));
  const ended = Promise.withResolvers<void>();
  try {
    const users = bindPort(settings.host, settings.port);
    const controlPath = socketPath(settings.directory, 'edge.sock');
    rmSync(controlPath, { force: true });
    const control = bindPath(controlPath);
    const url = urlOf(settings.host, users.port ?? settings.port);
    const { readyTimeoutMs, drainMs, scaling, directory } = settings;
    const { keeper, nursery } = open(
      [users, control],
      { directory, controlPath, url, readyTimeoutMs, drainMs, scaling },
      say,
      () => shutDown(),
    );
    let leaving: Promise<void> | undefined;
    const shutDown = () => {
      leaving ??= endAll(keeper, nursery, drainMs).then(() => {
        users.close();
        control.close();
        rmSync(controlPath, { force: true });
        lock.release();
        ended.resolve();
      });
      return leaving;
    };
    await keeper.served;
    endWith(settings.livesWith, shutDown);
    return { url, ended: ended.promise, shutDown };
  } catch (error) {
    lock.release();
    throw error;
  }
}

function open(
  sockets: readonly BoundSocket[],
  settings: EdgeSettings,
  say: (line: string) => void,
  shutDown: () => void,
): { readonly keeper: EdgeKeeper; readonly nursery: Nursery } {
  const backlog: Backlog = { sockets: [], said: [] };
  let kept: unknown;
  const heirs = takeTurns();
  const giveBack = (socket: Socket, from: string | undefined) => {
    // A way through the edge would cost two more hand-overs, each with its answer: at a switch everybody waits for them.
    const heir = heirs.next((id) => id !== from && nursery.reaches(id));
    if (heir !== undefined) nursery.hand(heir, socket);
    else if (keeper.tell({ kind: 'returned' }, socket)) return;
    else if (backlog.sockets.length < HELD_MAX) backlog.sockets.push(socket);
    else socket.destroy();
  };
  const nursery = createNursery({
    ended: (end) => void keeper.tell({ kind: 'ended', ...end }),
    said: (id, line) => {
      const message = { kind: 'said', id, line } as const;
      if (!keeper.tell(message) && backlog.said.length < SAID_KEPT) backlog.said.push(message);
    },
    load: (id, load) => void keeper.tell({ kind: 'load', id, load }),
    returned: giveBack,
  });
  const heard = (message: ToDoor, socket: Socket | undefined) => {
    if (socket !== undefined) stopReading(socket);
    if (message.kind === 'hold') return socket && giveBack(socket, undefined);
    if (message.kind === 'heirs') heirs.set(message.ids);
    else if (message.kind === 'keep') kept = message.value;
    else if (message.kind === 'replace') void keeper.replace(message.entry);
    else if (message.kind === 'shut-down') shutDown();
    else follow(nursery, message, socket);
  };
  const keeper = keepEdge(
    EDGE_ENTRY,
    sockets.map(({ fd }) => fd),
    {
      begin: (restarts) => ({ kind: 'begin', settings, processes: nursery.list(), kept, restarts }),
      heard,
      begun: () => {
        for (const message of backlog.said.splice(0)) keeper.tell(message);
        for (const socket of backlog.sockets.splice(0)) giveBack(socket, undefined);
      },
      say,
    },
  );
  return { keeper, nursery };
}

function follow(nursery: Nursery, message: ToDoor, socket: Socket | undefined): void {
  if (message.kind === 'spawn') nursery.spawn(message);
  else if (message.kind === 'note') nursery.note(message.id, message.note);
  else if (message.kind === 'tell') nursery.tell(message.id, message.message);
  else if (message.kind === 'signal') nursery.signal(message.id, message.signal);
  // A client that left before its socket came here left nothing to hand over.
  else if (message.kind === 'hand' && socket !== undefined) nursery.hand(message.id, socket);
}

function endWith(identity: string | undefined, shutDown: () => unknown): void {
  if (identity === undefined) return;
  const timer = setInterval(() => {
    if (!hasEnded(identity)) return;
    clearInterval(timer);
    shutDown();
  }, LOOK_EVERY_MS);
  timer.unref();
}

/** First nobody takes new callers, then every process finishes what it has, then what stays is ended by force. */
async function endAll(keeper: EdgeKeeper, nursery: Nursery, drainMs: number): Promise<void> {
  await keeper.stop();
  for (const { id } of nursery.list()) nursery.tell(id, { kind: 'end' });
  await wait(POLL_MS);
  // For those who know no such order: the jobs, and workers of a release before it was there.
  for (const { id } of nursery.list()) nursery.signal(id, 'SIGTERM');
  await emptied(nursery, drainMs);
  for (const { id } of nursery.list()) nursery.signal(id, 'SIGKILL');
  await emptied(nursery, GRACE_MS);
}

async function emptied(nursery: Nursery, timeoutMs: number): Promise<void> {
  for (let waitedMs = 0; waitedMs < timeoutMs && nursery.list().length > 0; waitedMs += POLL_MS) await wait(POLL_MS);
}

function urlOf(host: string, port: number): string {
  const name = { '0.0.0.0': '127.0.0.1', '::': '[::1]' }[host] ?? (host.includes(':') ? `[${host}]` : host);
  return `http://${name}:${port}`;
}
