import net, { isIPv6 } from 'node:net';
import { getSystemErrorName } from 'node:util';
import { OperationsError } from '@shared-payments/operations';

/** A socket that is bound and never accepts: its descriptor is inherited by the process that does. */
export interface BoundSocket {
  readonly fd: number;
  /** Undefined for a path. */
  readonly port: number | undefined;
  close(): void;
}

interface RawHandle {
  readonly fd: number;
  getsockname?(out: { port?: number }): number;
  close(): void;
}

/** How node:cluster binds for its workers. No public call binds without accepting, and what accepts cannot hand over. */
type CreateHandle = (address: string, port: number, addressType: 4 | 6 | -1) => RawHandle | number;

/** Binds host and port; 0 takes any free port. Throws `port_taken`, `driver_unavailable`. */
export function bindPort(host: string, port: number): BoundSocket {
  const handle = createHandle()(host, port, isIPv6(host) ? 6 : 4);
  if (typeof handle === 'number') throw refused(`${host}:${port}`, handle);
  const name: { port?: number } = {};
  // A port in use shows only when its name is asked for.
  const failure = handle.getsockname?.(name) ?? 0;
  if (failure !== 0) {
    handle.close();
    throw refused(`${host}:${port}`, failure);
  }
  return { fd: handle.fd, port: name.port, close: () => handle.close() };
}

/** Binds a Unix socket. Throws `driver_unavailable`. */
export function bindPath(path: string): BoundSocket {
  const handle = createHandle()(path, -1, -1);
  if (typeof handle === 'number') throw refused(path, handle);
  return { fd: handle.fd, port: undefined, close: () => handle.close() };
}

function createHandle(): CreateHandle {
  const create = (net as unknown as { _createServerHandle?: CreateHandle })._createServerHandle;
  if (typeof create === 'function') return create;
  throw new OperationsError({
    code: 'driver_unavailable',
    message: `Node ${process.version} cannot bind a port without accepting on it.`,
    remedy: 'Run it with the Node version the repository pins.',
  });
}

function refused(where: string, failure: number): OperationsError {
  const name = getSystemErrorName(failure);
  if (name === 'EADDRINUSE')
    return new OperationsError({
      code: 'port_taken',
      message: `Something else listens on ${where}.`,
      remedy: 'End it, or choose another port.',
      data: { where },
    });
  return new OperationsError({
    code: 'driver_unavailable',
    message: `${where} cannot be bound (${name}).`,
    remedy: 'Choose an address of this machine and a port you may use.',
    data: { where },
  });
}
