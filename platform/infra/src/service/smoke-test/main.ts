import { request } from 'node:https';
import { type Asked, type HookEvent, smokeTest } from './smoke-test.ts';

const ANSWER_BYTES_MAX = 64 * 1024;
const TIMEOUT_MS = 5_000;

const host = process.env.BALANCER_HOST ?? '';
const port = Number(process.env.TEST_PORT);
// The balancer's certificate carries the product's name, not the balancer's.
const servername = process.env.ORIGIN_NAME ?? '';

export const handler = (event: HookEvent) =>
  smokeTest(event, { ask, log: (line) => console.log(JSON.stringify(line)) });

function ask(path: string): Promise<Asked> {
  return new Promise((resolve, reject) => {
    const asked = request(
      { host, port, servername, path, headers: { host: servername }, timeout: TIMEOUT_MS },
      (answer) => {
        let body = '';
        answer.setEncoding('utf8');
        answer.on('data', (piece: string) => {
          if (body.length < ANSWER_BYTES_MAX) body += piece;
        });
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body }));
        answer.on('error', reject);
      },
    );
    asked.on('timeout', () => asked.destroy(new Error(`no answer within ${TIMEOUT_MS} ms`)));
    asked.on('error', reject);
    asked.end();
  });
}
