import type { Socket } from 'node:net';
import type { ToEdge } from './door/messages.ts';
import { runEdge } from './run-edge.ts';

// After the channel come the two sockets the door bound: users' and operators'.
const DESCRIPTORS = { users: 4, control: 5 };

// The door decides when an edge ends; an edge without a door has nobody to hand sockets to.
process.on('SIGINT', () => {});
process.on('disconnect', () => process.exit(1));

await runEdge(
  {
    send: (message, socket) => void process.send?.(message, socket, {}, () => {}),
    onMessage: (hear) =>
      process.on('message', (message, handle) => hear(message as ToEdge, handle as Socket | undefined)),
  },
  DESCRIPTORS,
);
// What was sent last is in the channel before it closes.
process.once('disconnect', () => process.exit(0));
setTimeout(() => process.exit(0), 50);
