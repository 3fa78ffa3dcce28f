import type { Server } from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { type Connections, type GiveBack, trackConnections } from './connections.ts';

/** What of the process the serving needs; the process itself in `main.ts`, a stand-in in tests. */
export interface Host {
  on(event: 'message', listener: (message: unknown, handle: unknown) => void): unknown;
  once(event: 'SIGTERM' | 'SIGINT' | 'disconnect', listener: () => void): unknown;
  /** There when a parent holds the other end of a channel. */
  send?(message: unknown, handle: Socket | undefined, options: object, callback: () => void): unknown;
  readonly connected?: boolean;
}

export interface ServeSettings {
  /** 'channel': sockets come from the edge over the parent's channel; nothing is listened on here. */
  readonly from: 'channel' | { readonly port: number; readonly host: string };
  /** Requests that take longer than this after the end was asked for are cut. */
  readonly graceMs: number;
  /** How long an idle connection may still send a request once the end was asked for. */
  readonly idleGraceMs: number;
}

export interface Serving {
  readonly connections: Connections;
  /** Resolves after the end was asked for, and every request has its answer. */
  readonly ended: Promise<void>;
}

// How old the edge's picture of this process may be.
const LOAD_EVERY_MS = 50;

interface ChannelMessage {
  /** `drain`: another process serves on. `end`: the edge ends as well. */
  readonly kind: 'connection' | 'let-go' | 'drain' | 'end';
}

/** Serves until SIGTERM, SIGINT, a drain message or the end of the channel; then leaves without cutting a request. */
export async function serve(server: Server, host: Host, settings: ServeSettings): Promise<Serving> {
  const { from } = settings;
  const connections = trackConnections(server, from === 'channel' ? giverBack(host) : undefined);
  const asked = endAskedFor(host);
  const load = tellLoad(server, connections, host);
  host.on('message', (message, handle) => {
    if (!isChannelMessage(message)) return;
    if (message.kind === 'end') connections.keepHere();
    if (message.kind === 'drain' || message.kind === 'end') asked.ask();
    else if (message.kind === 'let-go') connections.letGo();
    else {
      if (handle) adopt(server, handle as Socket);
      // Told before anything is read: whoever accepted the socket keeps it until then.
      load.took();
    }
  });
  if (from !== 'channel') {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(from.port, from.host, resolve);
    });
  }
  return { connections, ended: leave(server, connections, asked.done, settings) };
}

/** A socket that was accepted elsewhere becomes a connection of this server, as if it had been accepted here. */
function adopt(server: Server, socket: Socket): void {
  server.emit('connection', socket);
  socket.resume();
}

function endAskedFor(host: Host): { readonly done: Promise<void>; readonly ask: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  for (const event of ['SIGTERM', 'SIGINT', 'disconnect'] as const) host.once(event, resolve);
  return { done: promise, ask: resolve };
}

async function leave(
  server: Server,
  connections: Connections,
  asked: Promise<void>,
  { graceMs, idleGraceMs }: ServeSettings,
): Promise<void> {
  await asked;
  // Not http's own close: that one ends idle connections at once, with requests on their way to them.
  if (server.listening) NetServer.prototype.close.call(server);
  connections.drain(idleGraceMs);
  const timer = new AbortController();
  await Promise.race([connections.gone(), wait(graceMs, undefined, { signal: timer.signal }).catch(() => undefined)]);
  timer.abort();
  connections.cut();
}

/** Only to a parent that is there; without one `undefined` leaves the end of idle connections to the drain. */
function giverBack(host: Host): GiveBack {
  return (socket, isSent) => {
    if (host.connected && host.send) host.send({ kind: 'back' }, socket, {}, isSent);
    else {
      socket.destroySoon();
      isSent();
    }
  };
}

/** Tells the edge how many sockets were taken and how busy they are: with each one taken, and soon after a change. */
function tellLoad(server: Server, connections: Connections, host: Host): { took(): void } {
  let taken = 0;
  let isTold = false;
  const tell = () =>
    host.send?.(
      { kind: 'load', taken, open: connections.open(), active: connections.active() },
      undefined,
      {},
      () => {},
    );
  const tellSoon = () => {
    if (taken === 0 || isTold) return;
    isTold = true;
    setTimeout(() => {
      isTold = false;
      tell();
    }, LOAD_EVERY_MS).unref();
  };
  server.on('connection', (socket: Socket) => socket.once('close', tellSoon));
  server.on('request', (_request, response) => {
    tellSoon();
    response.once('close', tellSoon);
  });
  return {
    took() {
      taken += 1;
      tell();
    },
  };
}

function isChannelMessage(message: unknown): message is ChannelMessage {
  const kind = (message as { kind?: unknown } | null)?.kind;
  return typeof kind === 'string' && ['connection', 'let-go', 'drain', 'end'].includes(kind);
}
