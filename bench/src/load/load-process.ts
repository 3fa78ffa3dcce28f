import { setTimeout as wait } from 'node:timers/promises';
import { quantile } from '../statistics.ts';
import { openConnection } from './http-connection.ts';
import type { Load, LoadResult } from './run-load.ts';

const ID = '[<id>]';
const MS_PER_SECOND = 1000;

// A process of its own, so that making requests takes no time from those who answer or measure them.
process.once('message', async (load: Load) => {
  process.send?.(await sendAll(load));
  process.disconnect();
});

async function sendAll(load: Load): Promise<LoadResult & { readonly failed: number }> {
  const latenciesMs: number[] = [];
  const deadline = performance.now() + load.seconds * MS_PER_SECOND;
  let failed = 0;
  const count = (status: number, sentAt: number) => {
    const now = performance.now();
    if (status < 200 || status > 299) failed += 1;
    else if (now <= deadline) latenciesMs.push(now - sentAt);
    return now <= deadline;
  };
  const connections = Array.from({ length: load.connections }, (_, index) =>
    keepAsking(requestsOf(load, new URL(load.urls[index % load.urls.length] ?? '')), count, dueOf(load, index)).catch(
      (error: Error) => {
        failed += 1;
        console.error(error.message);
      },
    ),
  );
  await Promise.all(connections);
  return {
    perSecond: latenciesMs.length / load.seconds,
    answered: latenciesMs.length,
    failed,
    p99Ms: latenciesMs.length === 0 ? 0 : quantile(latenciesMs, 0.99),
  };
}

interface Requests {
  readonly url: URL;
  next(): string;
}

/** Resolves after the first answer for which `count` says that no other request shall follow. */
function keepAsking(
  { url, next }: Requests,
  count: (status: number, sentAt: number) => boolean,
  due: (number: number) => number,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let sentAt = 0;
    let number = 0;
    const ask = async () => {
      sentAt = due(number);
      number += 1;
      const waitMs = sentAt - performance.now();
      if (waitMs > 0) await wait(waitMs);
      connection.send(next());
    };
    const connection = openConnection(url, {
      onFailure: reject,
      onAnswer(status) {
        if (count(status, sentAt)) return void ask();
        connection.end();
        resolve();
      },
    });
    void ask();
  });
}

/** When a connection's requests are due: at once, or each at its own moment of an even rate, late answers or not. */
function dueOf({ perSecond, connections }: Load, index: number): (number: number) => number {
  if (perSecond === undefined) return () => performance.now();
  const beganAt = performance.now();
  return (number) => beganAt + ((number * connections + index) * MS_PER_SECOND) / perSecond;
}

let ids = 0;

/** The request as it goes over the wire, made once; only `[<id>]` is another text each time. */
function requestsOf({ method = 'GET', headers = {}, body }: Load, url: URL): Requests {
  const lines = Object.entries({
    host: url.host,
    ...headers,
    ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  const text = `${method} ${url.pathname}${url.search} HTTP/1.1\r\n${lines.join('')}\r\n${body ?? ''}`;
  const [before = '', after] = text.split(ID);
  const next = () => {
    ids += 1;
    return after === undefined ? text : `${before}${process.pid}-${Date.now()}-${ids}${after}`;
  };
  return { url, next };
}
