import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import type { ScalingSettings } from '@shared-payments/operations';
import { openLogWriter } from '../logs/log-writer.ts';
import { nextWorker } from '../workers/colour.ts';
import { openProber } from '../workers/prober.ts';
import { controlHandlers } from './control/handlers.ts';
import { serveControl } from './control/serve-control.ts';
import type { ToDoor, ToEdge } from './door/messages.ts';
import { socketPath } from './door/socket-path.ts';
import { stopReading } from './door/stop-reading.ts';
import { COLOURS, type KeptTallies, type Machine, openMachine } from './machine.ts';
import { type AutoscalerTools, openAutoscaler } from './scaling/autoscaler.ts';
import { stateFile } from './state/state-file.ts';
import { colourChooser } from './traffic/choose-colour.ts';
import { refuse, type WaitingSockets, waitingSockets } from './traffic/waiting-sockets.ts';

/** The other end of the edge's channel. */
export interface DoorLink {
  send(message: ToDoor, socket?: Socket): void;
  onMessage(hear: (message: ToEdge, socket: Socket | undefined) => void): void;
}

export interface EdgeDescriptors {
  readonly users: number;
  readonly control: number;
}

type Begin = ToEdge & { readonly kind: 'begin' };

const BACKLOG = 4_096;
const TICK_MS = 50;
const SCRAPE_EVERY_MS = 1_000;
const LIVENESS_EVERY_MS = 2_000;

/**
 * Accepts users' connections and hands each to a worker of the colour the split says, over the door. Everything it must not
 * forget is in the state file or with the door, so it may be killed at any moment. Resolves when it was told to leave.
 */
export async function runEdge(door: DoorLink, descriptors: EdgeDescriptors): Promise<void> {
  const early: [ToEdge, Socket | undefined][] = [];
  const begun = Promise.withResolvers<Begin>();
  const left = Promise.withResolvers<void>();
  let hear = (message: ToEdge, socket: Socket | undefined) => void early.push([message, socket]);
  door.onMessage((message, socket) => {
    if (socket !== undefined) stopReading(socket);
    if (message.kind === 'begin') begun.resolve(message);
    else hear(message, socket);
  });
  door.send({ kind: 'loaded' });
  const begin = await begun.promise;
  const edge = await openEdge(door, begin, descriptors);
  hear = (message, socket) => {
    if (message.kind === 'leave') left.resolve();
    else edge.hear(message, socket);
  };
  for (const [message, socket] of early) hear(message, socket);
  door.send({ kind: 'serving' });
  await left.promise;
  await edge.close();
}

async function openEdge(door: DoorLink, { settings, processes, kept, restarts }: Begin, descriptors: EdgeDescriptors) {
  const nowMs = () => Date.now();
  const log = openLogWriter(join(settings.directory, 'logs'), nowMs);
  const hand = (id: string, socket: Socket) => door.send({ kind: 'hand', id }, socket);
  const prober = await openProber(socketPath(settings.directory, `probe-${process.pid}.sock`), hand);
  const waiting = waitingSockets(nowMs);
  const retry = () => {
    for (const socket of waiting.takeAll()) route(socket);
  };
  const machine = openMachine(
    stateFile(join(settings.directory, 'machine.json')),
    {
      prober,
      readyTimeoutMs: settings.readyTimeoutMs,
      drainMs: settings.drainMs,
      nowMs,
      door: (message) => door.send(message),
      say: (source, line) => log.write(source, line),
      retryWaiting: retry,
    },
    processes,
    (kept ?? {}) as KeptTallies,
  );
  const route = router(machine, waiting, hand);
  const stopClocks = startClocks(door, machine, waiting, nowMs);
  const stopScaling = startScaling(settings.scaling, machine, {
    nowMs,
    say: (source, line) => log.write(source, line),
  });
  machine.tick();
  const users = acceptUsers(descriptors.users, route);
  const facts = { url: settings.url, pid: process.pid, restarts, startedAtMs: nowMs() };
  const control = serveControl(
    descriptors.control,
    controlHandlers({ machine, prober, facts, nowMs, door: (message) => door.send(message) }),
  );
  return {
    hear: (message: ToEdge, socket: Socket | undefined) => {
      if (message.kind === 'ended') machine.ended(message);
      else if (message.kind === 'load') machine.loaded(message.id, message.load);
      else if (message.kind === 'said') log.write(message.id.split('-')[0] ?? message.id, message.line);
      else if (message.kind === 'returned' && socket !== undefined) route(socket);
    },
    close: async () => {
      stopClocks();
      stopScaling();
      users.close();
      control.close();
      prober.close();
      for (const socket of waiting.takeAll()) door.send({ kind: 'hold' }, socket);
      machine.save();
      door.send({ kind: 'keep', value: machine.keep() });
      log.close();
      await machine.settled();
    },
  };
}

function acceptUsers(descriptor: number, route: (socket: Socket) => void): Server {
  // As an HTTP server's own sockets have it; where they are served it can no longer be asked for.
  const server = createServer({ pauseOnConnect: true, noDelay: true }, (socket) => {
    socket.on('error', () => {});
    route(socket);
  });
  server.listen({ fd: descriptor, backlog: BACKLOG });
  return server;
}

/** Decides for one connection. The decision is one look at the split in force. */
function router(machine: Machine, waiting: WaitingSockets, hand: (id: string, socket: Socket) => void) {
  const choose = colourChooser();
  return (socket: Socket) => {
    if (socket.destroyed) return;
    const colour = choose(machine.split);
    if (colour === undefined) return isBeingStarted(machine) ? waiting.add(socket) : refuse(socket);
    const run = machine.run(colour);
    const worker = run && nextWorker(run);
    if (worker === undefined) return waiting.add(socket);
    worker.handedSinceLoad += 1;
    hand(worker.id, socket);
  };
}

/** Nobody has users yet, but somebody is about to: callers of a machine that starts wait as they do for a worker. */
function isBeingStarted(machine: Machine): boolean {
  return COLOURS.some((colour) => ['starting', 'ready'].includes(machine.run(colour)?.placement().phase ?? ''));
}

function startScaling(settings: ScalingSettings | undefined, machine: Machine, tools: AutoscalerTools): () => void {
  if (settings === undefined) return () => {};
  const autoscaler = openAutoscaler(settings, machine, tools);
  const timer = setInterval(() => autoscaler.step(), settings.periodMs);
  return () => clearInterval(timer);
}

function startClocks(door: DoorLink, machine: Machine, waiting: WaitingSockets, nowMs: () => number): () => void {
  const runs = () => COLOURS.flatMap((colour) => machine.run(colour) ?? []);
  const timers = [
    setInterval(() => {
      machine.tick();
      waiting.sweep(nowMs());
    }, TICK_MS),
    setInterval(async () => {
      await Promise.all(runs().map((run) => run.scrape()));
      for (const run of runs()) run.tally.reading(nowMs());
      door.send({ kind: 'keep', value: machine.keep() });
    }, SCRAPE_EVERY_MS),
    setInterval(() => Promise.all(runs().map((run) => run.checkLiveness())), LIVENESS_EVERY_MS),
  ];
  return () => {
    for (const timer of timers) clearInterval(timer);
  };
}
