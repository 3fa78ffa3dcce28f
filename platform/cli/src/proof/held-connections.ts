import { connect, type Socket } from 'node:net';

export interface HeldConnections {
  /** How many are open now. */
  open(): number;
  /** Lets all go; says how many a server closed meanwhile. */
  stop(): number;
}

const REOPEN_AFTER_MS = 100;

/**
 * Browsers that are open and do nothing: half of the connections were never used, half have had one answer. One that is
 * closed is opened again, as a browser would.
 */
export function holdConnections(url: string, count: number): HeldConnections {
  const { hostname, port } = new URL(url);
  const held = new Set<Socket>();
  let closed = 0;
  let isOver = false;
  const open = (index: number) => {
    if (isOver) return;
    const socket = connect(Number(port), hostname, () => {
      if (index % 2 === 1) socket.write(`GET /version HTTP/1.1\r\nhost: ${hostname}\r\n\r\n`);
    });
    held.add(socket);
    socket.resume();
    // What went wrong is told by the close that follows.
    socket.on('error', () => {});
    socket.once('close', () => {
      held.delete(socket);
      if (isOver) return;
      closed += 1;
      setTimeout(open, REOPEN_AFTER_MS, index).unref();
    });
  };
  for (let index = 0; index < count; index += 1) open(index);
  return {
    open: () => [...held].filter(({ connecting }) => !connecting).length,
    stop: () => {
      isOver = true;
      for (const socket of held) socket.destroy();
      return closed;
    },
  };
}
