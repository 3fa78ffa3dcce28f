import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

// In the place of a number of requests: the connection is on its way to another process.
const GIVEN_BACK = -1;

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

/**
 * Node's own `close` and `closeIdleConnections` never end a connection that has not sent its first request, which clients
 * that dial ahead always hold: so sockets are counted here. Without `giveBack` idle connections are ended instead.
 */
export function trackConnections(server: Server, giveBack?: GiveBack): Connections {
  const requestsOf = new Map<Socket, number>();
  const bytesAtRest = new WeakMap<Socket, number>();
  const answering = new Set<ServerResponse>();
  const leaving = new WeakSet<Socket>();
  const waiting: (() => void)[] = [];
  let isDraining = false;
  let isIdleOver = false;

  const forget = (socket: Socket) => {
    requestsOf.delete(socket);
    if (requestsOf.size === 0) for (const resolve of waiting.splice(0)) resolve();
  };
  /** False for a connection in the middle of a request's head, or when nobody takes it back. */
  const sendAway = (socket: Socket) => {
    if (giveBack === undefined || socket.destroyed || requestsOf.get(socket) !== 0) return false;
    stopReading(socket);
    if (socket.bytesRead !== (bytesAtRest.get(socket) ?? 0)) {
      socket.resume();
      return false;
    }
    requestsOf.set(socket, GIVEN_BACK);
    giveBack(socket, () => forget(socket));
    return true;
  };
  server.on('connection', (socket: Socket) => {
    requestsOf.set(socket, 0);
    socket.once('close', () => forget(socket));
    if (isDraining && sendAway(socket)) return;
    if (isIdleOver) socket.destroySoon();
  });
  // Before the application's listeners: a draining answer must carry its header whatever the application sends.
  server.prependListener('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    requestsOf.set(socket, (requestsOf.get(socket) ?? 0) + 1);
    answering.add(response);
    if (isDraining || leaving.has(socket)) response.setHeader('connection', 'close');
    response.once('close', () => {
      answering.delete(response);
      if (!requestsOf.has(socket)) return;
      const left = (requestsOf.get(socket) ?? 1) - 1;
      requestsOf.set(socket, left);
      bytesAtRest.set(socket, socket.bytesRead);
      if ((isDraining || leaving.has(socket)) && left === 0) socket.destroySoon();
    });
  });
  const letGo = () => {
    for (const socket of requestsOf.keys()) if (!sendAway(socket)) leaving.add(socket);
    // Answers in the making tell their clients as well, so that none of them sends another request here.
    for (const response of answering) if (!response.headersSent) response.setHeader('connection', 'close');
  };
  return {
    open: () => requestsOf.size,
    active: () => answering.size,
    letGo,
    drain(idleGraceMs) {
      isDraining = true;
      letGo();
      setTimeout(() => {
        isIdleOver = true;
        for (const [socket, requests] of requestsOf) if (requests === 0) socket.destroySoon();
      }, idleGraceMs);
    },
    gone: () => (requestsOf.size === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
    cut() {
      for (const socket of requestsOf.keys()) socket.destroy();
    },
  };
}

/** In the turn in which it is decided: a byte read later here would be missing where the connection goes. */
function stopReading(socket: Socket): void {
  const handle = (socket as unknown as { _handle?: { reading?: boolean; readStop(): number } | null })._handle;
  if (!handle) return;
  handle.reading = false;
  handle.readStop();
}
