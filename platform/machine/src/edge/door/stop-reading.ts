import type { Socket } from 'node:net';

/**
 * A socket that came over a channel reads at once. One that is only passed on must not: what was read here would be missing
 * where it is served. Call it in the turn in which the socket came, before the loop can read.
 */
export function stopReading(socket: Socket): void {
  // A client that vanishes meanwhile is no error of whoever passes its connection on.
  socket.on('error', () => {});
  const handle = (socket as unknown as { _handle?: { reading?: boolean; readStop(): number } | null })._handle;
  if (!handle) return;
  handle.reading = false;
  handle.readStop();
}
