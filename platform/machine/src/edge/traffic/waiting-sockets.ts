import type { Socket } from 'node:net';

const WAITING_MAX = 10_000;
const WAIT_MAX_MS = 30_000;
const RETRY_AFTER_SECONDS = 5;

export interface WaitingSockets {
  add(socket: Socket): void;
  /** Takes all out, oldest first. */
  takeAll(): readonly Socket[];
  /** Tells those that waited too long. */
  sweep(nowMs: number): void;
}

/** Connections for which no worker is ready: they wait, unread, instead of being refused. */
export function waitingSockets(clock: () => number): WaitingSockets {
  let waiting: { readonly socket: Socket; readonly sinceMs: number }[] = [];
  return {
    add(socket) {
      if (waiting.length >= WAITING_MAX) refuse(socket);
      else waiting.push({ socket, sinceMs: clock() });
    },
    takeAll() {
      const all = waiting.map(({ socket }) => socket);
      waiting = [];
      return all;
    },
    sweep(nowMs) {
      const isLate = ({ sinceMs }: { sinceMs: number }) => nowMs - sinceMs > WAIT_MAX_MS;
      for (const { socket } of waiting.filter(isLate)) refuse(socket);
      waiting = waiting.filter((one) => !isLate(one) && !one.socket.destroyed);
    },
  };
}

/** Nobody can answer: said in HTTP, without having read what was asked. */
export function refuse(socket: Socket): void {
  const body = '{"code":"unavailable","detail":"No release runs here at the moment."}';
  socket.end(
    `HTTP/1.1 503 Service Unavailable\r\nretry-after: ${RETRY_AFTER_SECONDS}\r\nconnection: close\r\n` +
      `content-type: application/problem+json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  );
  // The request is dropped unread once the client has its answer.
  socket.resume();
}
