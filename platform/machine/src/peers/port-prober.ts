import { get } from 'node:http';
import type { Prober } from '../workers/prober.ts';

/** Asks processes that listen on a port of their own. */
export function portProber(portOf: (worker: string) => number): Prober {
  return {
    ask(worker, path, timeoutMs) {
      const { promise, resolve, reject } = Promise.withResolvers<{ status: number; body: string }>();
      const asked = get(
        { port: portOf(worker), host: '127.0.0.1', path, agent: false, timeout: timeoutMs },
        (answer) => {
          let body = '';
          answer.setEncoding('utf8');
          answer.on('data', (piece: string) => {
            body += piece;
          });
          answer.on('error', reject);
          answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body }));
        },
      );
      asked.on('error', reject);
      asked.on('timeout', () => asked.destroy(new Error(`no answer to ${path} within ${timeoutMs} ms`)));
      return promise;
    },
    close: () => {},
  };
}
