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
   * Clients of now move elsewhere: connections are given back one after the other, each between two of its requests, and are
   * served here until it is their turn. Those that come later stay. For a process that no longer gets users but may have to
   * take them back.
   */
  letGo(): void;
  /**
   * All connections leave, also those that still come, as with `letGo`. Where nobody takes them back answers say
   * `Connection: close`, and idle sockets end after `idleGraceMs`: a request on its way when the drain begins is still answered.
   */
  drain(idleGraceMs: number): void;
  /** Nothing is given back any more: whoever would take it is about to end as well. */
  keepHere(): void;
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
  giveBack: GiveBack | undefined;
  readonly requestsOf: Map<Socket, number>;
  readonly bytesAtRest: WeakMap<Socket, number>;
  readonly answering: Set<ServerResponse>;
  /** Those that go elsewhere, in the order of their turns. */
  readonly leaving: Set<Socket>;
  readonly waiting: (() => void)[];
  isOneOnItsWay: boolean;
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
    leaving: new Set(),
    waiting: [],
    isOneOnItsWay: false,
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
        for (const socket of requestsOf.keys()) endIdle(tracking, socket);
      }, idleGraceMs);
    },
    keepHere() {
      tracking.giveBack = undefined;
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
  tracking.leaving.add(socket);
  // Only when whoever took the socket is done with it; a request read until then is answered here.
  setImmediate(() => {
    moveOn(tracking);
    if (tracking.isIdleOver) endIdle(tracking, socket);
  });
}

function asked(tracking: Tracking, request: IncomingMessage, response: ServerResponse): void {
  const { requestsOf, answering, leaving, bytesAtRest } = tracking;
  const { socket } = request;
  requestsOf.set(socket, (requestsOf.get(socket) ?? 0) + 1);
  answering.add(response);
  if (mustClose(tracking, socket)) response.setHeader('connection', 'close');
  response.once('close', () => {
    answering.delete(response);
    if (!requestsOf.has(socket)) return;
    const left = (requestsOf.get(socket) ?? 1) - 1;
    requestsOf.set(socket, left);
    // Answered before all of it came: what follows belongs to this request, so the connection stays here.
    bytesAtRest.set(socket, request.complete ? socket.bytesRead : NEVER);
    if (left > 0 || !leaving.has(socket)) return;
    if (response.getHeader('connection') === 'close') socket.destroySoon();
    else moveOn(tracking);
  });
}

/** Whether the client of a connection that leaves has to open another: nobody takes this one, or nobody could yet. */
function mustClose({ giveBack, leaving, bytesAtRest, isIdleOver }: Tracking, socket: Socket): boolean {
  if (!leaving.has(socket)) return false;
  return giveBack === undefined || isIdleOver || bytesAtRest.get(socket) === NEVER;
}

function letGo(tracking: Tracking): void {
  const { requestsOf, leaving, answering, giveBack } = tracking;
  for (const [socket, requests] of requestsOf) if (requests !== GIVEN_BACK) leaving.add(socket);
  for (const response of answering) {
    if (response.headersSent && isEventStream(response)) endStream(response);
    else if (!response.headersSent && giveBack === undefined) response.setHeader('connection', 'close');
  }
  moveOn(tracking);
}

/** A stream of events has no end of its own: it would hold a process that leaves until it is cut. */
function isEventStream(response: ServerResponse): boolean {
  return String(response.getHeader('content-type') ?? '').startsWith('text/event-stream');
}

/** Its client is told when to come back, and comes back to another process with the last event it has seen. */
function endStream(response: ServerResponse): void {
  response.end(`retry: ${STREAM_RETRY_MS}\n\n`);
}

/**
 * Gives the next one in turn back. One at a time: moved all at once, the last would wait unread for the way of every other,
 * and the process that takes them would meet all its clients in one moment.
 */
function moveOn(tracking: Tracking): void {
  const { giveBack, leaving } = tracking;
  if (giveBack === undefined || tracking.isOneOnItsWay) return;
  const socket = leaving.values().find((one) => isBetweenRequests(tracking, one));
  if (socket === undefined) return;
  stopReading(socket);
  leaving.delete(socket);
  tracking.requestsOf.set(socket, GIVEN_BACK);
  tracking.isOneOnItsWay = true;
  giveBack(socket, () => {
    forget(tracking, socket);
    tracking.isOneOnItsWay = false;
    setImmediate(moveOn, tracking);
  });
}

function isBetweenRequests({ requestsOf, bytesAtRest }: Tracking, socket: Socket): boolean {
  return !socket.destroyed && requestsOf.get(socket) === 0 && socket.bytesRead === (bytesAtRest.get(socket) ?? 0);
}

/** Ends a connection without a request that nobody takes, or of which a part of a request was read long ago. */
function endIdle(tracking: Tracking, socket: Socket): void {
  const waitsForItsTurn = tracking.giveBack !== undefined && isBetweenRequests(tracking, socket);
  if (!waitsForItsTurn && tracking.requestsOf.get(socket) === 0) socket.destroySoon();
}

function forget({ requestsOf, leaving, waiting }: Tracking, socket: Socket): void {
  requestsOf.delete(socket);
  leaving.delete(socket);
  if (requestsOf.size === 0) for (const resolve of waiting.splice(0)) resolve();
}

/** In the turn in which it is decided: a byte read later here would be missing where the connection goes. */
function stopReading(socket: Socket): void {
  const handle = (socket as unknown as { _handle?: { reading?: boolean; readStop(): number } | null })._handle;
  if (!handle) return;
  handle.reading = false;
  handle.readStop();
}
