import { Agent, request } from 'node:http';

export interface UsersFigures {
  readonly requests: number;
  /** What went wrong how often, by its code or status; empty when nothing did. */
  readonly failures: Readonly<Record<string, number>>;
  /** The longest wait for an answer that is not slow by itself, in milliseconds. */
  readonly longestMs: number;
  /** Keys of the writes that were answered with 200. */
  readonly acknowledged: readonly string[];
}

const CONNECTIONS = 32;
const TICK_MS = 5;
const TIMEOUT_MS = 20_000;

/** Users in an open loop over kept-alive connections: reads, writes and requests of 800 ms, without a single retry. */
export function startUsers(url: string, requestsPerSecond: number): { stop(): Promise<UsersFigures> } {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const open = new Set<Promise<void>>();
  const failures: Record<string, number> = {};
  const acknowledged: string[] = [];
  const beganAtMs = performance.now();
  let requests = 0;
  let longestMs = 0;
  const ask = async (index: number) => {
    const isWrite = index % 10 === 3;
    const isSlow = index % 10 === 7;
    const askedAtMs = performance.now();
    const path = isWrite ? `/write/${index}` : isSlow ? '/slow' : '/version';
    const failure = await askWith(agent, `${url}${path}`, isWrite ? 'POST' : 'GET');
    if (failure !== undefined) failures[failure] = (failures[failure] ?? 0) + 1;
    else if (isWrite) acknowledged.push(String(index));
    if (!isSlow) longestMs = Math.max(longestMs, performance.now() - askedAtMs);
  };
  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - beganAtMs) / 1_000) * requestsPerSecond);
    for (; requests < due; requests += 1) {
      const done: Promise<void> = ask(requests).finally(() => open.delete(done));
      open.add(done);
    }
  }, TICK_MS);
  return {
    async stop() {
      clearInterval(timer);
      await Promise.all(open);
      agent.destroy();
      return { requests, failures, longestMs: Math.round(longestMs), acknowledged };
    },
  };
}

/** What went wrong; undefined when it was answered with 200. `agent` false: over a connection of its own. */
export function askWith(
  agent: Agent | false,
  url: string,
  method: string,
  timeoutMs = TIMEOUT_MS,
): Promise<string | undefined> {
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  const asked = request(url, { agent, method, timeout: timeoutMs }, (answer) => {
    answer.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    answer.on('end', () => resolve(answer.statusCode === 200 ? undefined : `status ${answer.statusCode}`));
    answer.resume();
  });
  asked.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  asked.on('timeout', () => asked.destroy(new Error('timeout')));
  asked.end(method === 'POST' ? '{}' : undefined);
  return promise;
}
