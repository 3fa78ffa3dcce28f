import { request } from 'node:http';
import { connect, createServer, type Socket } from 'node:net';

export interface ProbeAnswer {
  readonly status: number;
  readonly body: string;
}

/** Asks one worker something over a connection that no user could have opened. */
export interface Prober {
  /** Rejects when there is no whole answer within `timeoutMs`. */
  ask(worker: string, path: string, timeoutMs: number): Promise<ProbeAnswer>;
  close(): void;
}

const BODY_CHARACTERS_MAX = 4_000_000;

/**
 * Makes a pair of connected sockets over a private path and hands one of them to the worker, the same way users' connections
 * come: what answers here would answer a user.
 */
export async function openProber(path: string, hand: (worker: string, socket: Socket) => void): Promise<Prober> {
  const expected: ((socket: Socket) => void)[] = [];
  const server = createServer({ pauseOnConnect: true }, (socket) => {
    socket.on('error', () => {});
    expected.shift()?.(socket);
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(path, resolve));
  server.unref();
  return {
    ask(worker, url, timeoutMs) {
      // Connections are accepted in the order in which they were made: this process alone makes them.
      expected.push((socket) => hand(worker, socket));
      return askOver(connect(path), url, timeoutMs);
    },
    close: () => void server.close(),
  };
}

function askOver(socket: Socket, path: string, timeoutMs: number): Promise<ProbeAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<ProbeAnswer>();
  const headers = { host: 'localhost', connection: 'close' };
  const asked = request({ path, headers, createConnection: () => socket }, (answer) => {
    let body = '';
    answer.setEncoding('utf8');
    answer.on('data', (piece: string) => {
      body += piece;
      if (body.length > BODY_CHARACTERS_MAX) asked.destroy(new Error(`${path} answers without end`));
    });
    answer.on('error', reject);
    answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body }));
  });
  const timer = setTimeout(() => asked.destroy(new Error(`no answer to ${path} within ${timeoutMs} ms`)), timeoutMs);
  asked.on('error', reject);
  asked.on('close', () => clearTimeout(timer));
  asked.end();
  return promise;
}
