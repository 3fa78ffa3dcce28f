import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

// How soon a browser whose stream of events was ended asks again; unasked it waits for three seconds.
const STREAM_RETRY_MS = 500;
// In the place of a number of requests: the connection is on its way to another process.
const GIVEN_BACK = -1;
const NEVER = -1;

/** What a process that shares its port must know of its connections: which are busy, and how to leave without cutting one. */
export interface Connections {
  readonly open: () => number;
  readonly active: () => number;
  /**
   * Clients of now move elsewhere: idle connections are given back, busy ones learn with their answer. Those that come later
   * stay. For a process that no longer gets users but may have to take them back.
   */
  letGo(): void;
  /**
   * From now on answers say `Connection: close`. Idle sockets, also those never used, are given back, or end after `idleGraceMs`:
   * a request that is on its way when the drain begins still gets its answer.
   */
  drain(idleGraceMs: number): void;
  /** Resolves when the last socket is gone. */
  gone(): Promise<void>;
  /** Ends every socket, whatever it does. */
  cut(): void;
}

/**
 * Sends an unread connection back to whoever accepted it; `isSent` is called when it no longer depends on this process.
 * Nothing is lost on the way: what the client sends meanwhile waits in the socket for the next process.
 */
export type GiveBack = (socket: Socket, isSent: () => void) => void;

interface Tracking {
  readonly giveBack: GiveBack | undefined;
  readonly requestsOf: Map<Socket, number>;
  readonly bytesAtRest: WeakMap<Socket, number>;
  readonly answering: Set<ServerResponse>;
  readonly leaving: WeakSet<Socket>;
  readonly waiting: (() => void)[];
  isDraining: boolean;
  isIdleOver: boolean;
}

/**
 * Node's own `close` and `closeIdleConnections` never end a connection that has not sent its first request, which clients
 * that dial ahead always hold: so sockets are counted here. Without `giveBack` idle connections are ended instead.
 */
export function trackConnections(server: Server, giveBack?: GiveBack): Connections {
  const tracking: Tracking = {
    giveBack,
    requestsOf: new Map(),
    bytesAtRest: new WeakMap(),
    answering: new Set(),
    leaving: new WeakSet(),
    waiting: [],
    isDraining: false,
    isIdleOver: false,
  };
  const { requestsOf, answering, waiting } = tracking;
  server.on('connection', (socket: Socket) => connected(tracking, socket));
  // Before the application's listeners: a draining answer must carry its header whatever the application sends.
  server.prependListener('request', (request: IncomingMessage, response: ServerResponse) =>
    asked(tracking, request, response),
  );
  return {
    open: () => requestsOf.size,
    active: () => answering.size,
    letGo: () => letGo(tracking),
    drain(idleGraceMs) {
      tracking.isDraining = true;
      letGo(tracking);
      setTimeout(() => {
        tracking.isIdleOver = true;
        for (const [socket, requests] of requestsOf) if (requests === 0) socket.destroySoon();
      }, idleGraceMs);
    },
    gone: () => (requestsOf.size === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
    cut() {
      for (const socket of requestsOf.keys()) socket.destroy();
    },
  };
}

function connected(tracking: Tracking, socket: Socket): void {
  tracking.requestsOf.set(socket, 0);
  socket.once('close', () => forget(tracking, socket));
  if (!tracking.isDraining) return;
  // Only when whoever took the socket is done with it; a request read until then is answered here.
  setImmediate(() => {
    if (!sendAway(tracking, socket) && tracking.isIdleOver && tracking.requestsOf.get(socket) === 0)
      socket.destroySoon();
  });
}

function asked(tracking: Tracking, request: IncomingMessage, response: ServerResponse): void {
  const { requestsOf, answering, leaving, bytesAtRest } = tracking;
  const { socket } = request;
  const isToLeave = () => tracking.isDraining || leaving.has(socket);
  requestsOf.set(socket, (requestsOf.get(socket) ?? 0) + 1);
  answering.add(response);
  if (isToLeave()) response.setHeader('connection', 'close');
  response.once('close', () => {
    answering.delete(response);
    if (!requestsOf.has(socket)) return;
    const left = (requestsOf.get(socket) ?? 1) - 1;
    requestsOf.set(socket, left);
    // Answered before all of it came: what follows belongs to this request, so the connection stays here.
    bytesAtRest.set(socket, request.complete ? socket.bytesRead : NEVER);
    if (left > 0 || !isToLeave()) return;
    // A client whose answer was on its way before it could say so may send another request: that one is for the next process.
    if (response.getHeader('connection') === 'close' || !sendAway(tracking, socket)) socket.destroySoon();
  });
}

function letGo(tracking: Tracking): void {
  for (const socket of tracking.requestsOf.keys()) if (!sendAway(tracking, socket)) tracking.leaving.add(socket);
  // Answers in the making tell their clients as well, so that none of them sends another request here.
  for (const response of tracking.answering) {
    if (!response.headersSent) response.setHeader('connection', 'close');
    else if (isEventStream(response)) endStream(response);
  }
}

/** A stream of events has no end of its own: it would hold a process that leaves until it is cut. */
function isEventStream(response: ServerResponse): boolean {
  return String(response.getHeader('content-type') ?? '').startsWith('text/event-stream');
}

/** Its client is told when to come back, and comes back to another process with the last event it has seen. */
function endStream(response: ServerResponse): void {
  response.end(`retry: ${STREAM_RETRY_MS}\n\n`);
}

/** False for a connection in the middle of a request, or when nobody takes it back. */
function sendAway(tracking: Tracking, socket: Socket): boolean {
  const { giveBack, requestsOf, bytesAtRest } = tracking;
  if (giveBack === undefined || socket.destroyed || requestsOf.get(socket) !== 0) return false;
  if (socket.bytesRead !== (bytesAtRest.get(socket) ?? 0)) return false;
  stopReading(socket);
  requestsOf.set(socket, GIVEN_BACK);
  giveBack(socket, () => forget(tracking, socket));
  return true;
}

function forget({ requestsOf, waiting }: Tracking, socket: Socket): void {
  requestsOf.delete(socket);
  if (requestsOf.size === 0) for (const resolve of waiting.splice(0)) resolve();
}

/** In the turn in which it is decided: a byte read later here would be missing where the connection goes. */
function stopReading(socket: Socket): void {
  const handle = (socket as unknown as { _handle?: { reading?: boolean; readStop(): number } | null })._handle;
  if (!handle) return;
  handle.reading = false;
  handle.readStop();
}
