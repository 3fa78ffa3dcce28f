import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** What a process that shares its port must know of its connections: which are busy, and how to leave without cutting one. */
export interface Connections {
  readonly open: () => number;
  readonly active: () => number;
  /**
   * From now on answers say `Connection: close`. Idle sockets, also those never used, end after `idleGraceMs`: a request that
   * is on its way when the drain begins still gets its answer.
   */
  drain(idleGraceMs: number): void;
  /** Resolves when the last socket is gone. */
  gone(): Promise<void>;
  /** Ends every socket, whatever it does. */
  cut(): void;
}

/**
 * Node's own `close` and `closeIdleConnections` never end a connection that has not sent its first request, which clients
 * that dial ahead always hold: so sockets are counted here.
 */
export function trackConnections(server: Server): Connections {
  const requestsOf = new Map<Socket, number>();
  const answering = new Set<ServerResponse>();
  const waiting: (() => void)[] = [];
  let isDraining = false;
  let isIdleOver = false;

  const forget = (socket: Socket) => {
    requestsOf.delete(socket);
    if (requestsOf.size === 0) for (const resolve of waiting.splice(0)) resolve();
  };
  server.on('connection', (socket: Socket) => {
    requestsOf.set(socket, 0);
    socket.once('close', () => forget(socket));
    if (isIdleOver) socket.destroySoon();
  });
  // Before the application's listeners: a draining answer must carry its header whatever the application sends.
  server.prependListener('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    requestsOf.set(socket, (requestsOf.get(socket) ?? 0) + 1);
    answering.add(response);
    if (isDraining) response.setHeader('connection', 'close');
    response.once('close', () => {
      answering.delete(response);
      if (!requestsOf.has(socket)) return;
      const left = (requestsOf.get(socket) ?? 1) - 1;
      requestsOf.set(socket, left);
      if (isDraining && left === 0) socket.destroySoon();
    });
  });
  return {
    open: () => requestsOf.size,
    active: () => answering.size,
    drain(idleGraceMs) {
      isDraining = true;
      // Answers in the making tell their clients as well, so that none of them sends another request here.
      for (const response of answering) if (!response.headersSent) response.setHeader('connection', 'close');
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
