import type { ChildProcess } from 'node:child_process';
import type { Socket } from 'node:net';

/** Sockets on their way to one worker. */
export interface HeldSockets {
  /** Sends a socket and keeps a copy until the worker says it took it. */
  hand(socket: Socket): void;
  /** The worker took this many in all. */
  taken(count: number): void;
  /** What no worker took, to be handed to another one. */
  takeBack(): readonly Socket[];
}

/** Nothing is read from a socket before a worker took it, so one whose worker died first can go to another, whole. */
export function holdSockets(child: ChildProcess, giveBack: (socket: Socket) => void): HeldSockets {
  const waiting: Socket[] = [];
  let takenBefore = 0;
  return {
    hand(socket) {
      if (!child.connected) return giveBack(socket);
      waiting.push(socket);
      // A failure to send shows as the end of the process, and the socket comes back from here.
      child.send({ kind: 'connection' }, socket, { keepOpen: true }, () => {});
    },
    taken(count) {
      for (const socket of waiting.splice(0, count - takenBefore)) socket.destroy();
      takenBefore = count;
    },
    takeBack: () => waiting.splice(0),
  };
}
