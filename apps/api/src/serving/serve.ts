import type { Server } from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { type Connections, trackConnections } from './connections.ts';

/** What of the process the serving needs; the process itself in `main.ts`, a stand-in in tests. */
export interface Host {
  on(event: 'message', listener: (message: unknown, handle: unknown) => void): unknown;
  once(event: 'SIGTERM' | 'SIGINT' | 'disconnect', listener: () => void): unknown;
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

interface ChannelMessage {
  readonly kind: 'connection' | 'drain';
}

/** Serves until SIGTERM, SIGINT, a drain message or the end of the channel; then leaves without cutting a request. */
export async function serve(server: Server, host: Host, settings: ServeSettings): Promise<Serving> {
  const connections = trackConnections(server);
  const asked = endAskedFor(host);
  host.on('message', (message, handle) => {
    if (!isChannelMessage(message)) return;
    if (message.kind === 'drain') asked.ask();
    else if (handle) adopt(server, handle as Socket);
  });
  const { from } = settings;
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

function isChannelMessage(message: unknown): message is ChannelMessage {
  const kind = (message as { kind?: unknown } | null)?.kind;
  return kind === 'connection' || kind === 'drain';
}
