import { Agent, request } from 'node:http';
import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';
import { type ClientStalls, watchClientStalls } from './client-stalls.ts';
import { type HeldConnections, holdConnections } from './held-connections.ts';
import { type Stall, type StallBoard, stallBoard } from './stalls.ts';

/** How users behave during a proof: open loop, so that a stall shows instead of slowing the users down. */
export interface LoadSettings {
  readonly url: string;
  readonly requestsPerSecond: number;
  /** Connections beside those of the load that are held without a request; 0 when left out. */
  readonly heldConnections?: number;
}

export interface LoadFigures {
  readonly requests: number;
  /** No answer, an answer cut short, or one of 500 and above. */
  readonly failed: number;
  /** Of requests that are not slow by themselves, in milliseconds. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly longestMs: number;
  /** The longest again, without the time in which the users' own process stood still. */
  readonly longestServedMs: number;
  /** How long the users' own process stood still at most: on a busy machine it waits for a core like everybody. */
  readonly clientStallMs: number;
  /** The longest waits, one for each moment. */
  readonly stalls: readonly Stall[];
  /** What went wrong how often, by its code or status. */
  readonly failures: Readonly<Record<string, number>>;
  /** Connections without a request that were open at the end, and how often one was closed before. */
  readonly held: { readonly open: number; readonly closed: number };
}

export interface Load {
  stop(): Promise<LoadFigures>;
}

const SLOW_MS = 800;
const TIMEOUT_MS = 15_000;
const TICK_MS = 5;
const POST_BODY = JSON.stringify({ note: 'x'.repeat(500) });
const CONNECTIONS = 64;

interface Tally {
  requests: number;
  failed: number;
  readonly open: Set<Promise<void>>;
  /** In microseconds. */
  readonly latencies: RecordableHistogram;
  readonly stalls: ClientStalls;
  readonly longest: StallBoard;
  readonly failures: Record<string, number>;
}

/**
 * 80 % reads, 10 % posts, 10 % requests of 800 ms (a post whose body arrives slowly), over kept-alive connections, without a
 * single retry.
 */
export function startLoad({ url, requestsPerSecond, heldConnections = 0 }: LoadSettings): Load {
  const held = holdConnections(url, heldConnections);
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const watched = { latencies: createHistogram(), stalls: watchClientStalls(), longest: stallBoard() };
  const tally: Tally = { requests: 0, failed: 0, open: new Set(), failures: {}, ...watched };
  const startedAtMs = performance.now();
  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - startedAtMs) / 1_000) * requestsPerSecond);
    while (tally.requests < due) send(tally, agent, url);
  }, TICK_MS);
  return {
    stop: async () => {
      clearInterval(timer);
      await Promise.all(tally.open);
      agent.destroy();
      return figuresOf(tally, held);
    },
  };
}

/** The pattern repeats every ten requests: one post, one slow one, eight reads. */
function send(tally: Tally, agent: Agent, url: string): void {
  const place = tally.requests % 10;
  tally.requests += 1;
  const beganAtMs = performance.now();
  const isSlow = place === 7;
  const done = ask(agent, url, place === 3 || isSlow, isSlow).then((failure) => {
    tally.open.delete(done);
    if (!isSlow) tookFrom(tally, beganAtMs);
    if (failure === undefined) return;
    tally.failed += 1;
    tally.failures[failure] = (tally.failures[failure] ?? 0) + 1;
  });
  tally.open.add(done);
}

function ask(agent: Agent, url: string, isPost: boolean, isSlow: boolean): Promise<string | undefined> {
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  const headers = isPost ? { 'content-type': 'application/json', 'content-length': POST_BODY.length } : {};
  const asked = request(
    `${url}/version`,
    { agent, headers, method: isPost ? 'POST' : 'GET', timeout: TIMEOUT_MS },
    (answer) => {
      answer.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
      answer.on('end', () => resolve((answer.statusCode ?? 500) >= 500 ? `status ${answer.statusCode}` : undefined));
      answer.resume();
    },
  );
  asked.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  asked.on('timeout', () => asked.destroy(new Error('timeout')));
  if (isSlow) {
    asked.write(POST_BODY.slice(0, 100));
    setTimeout(() => asked.end(POST_BODY.slice(100)), SLOW_MS);
  } else asked.end(isPost ? POST_BODY : undefined);
  return promise;
}

/** Only what may be the longest is looked at closely. */
function tookFrom(tally: Tally, beganAtMs: number): void {
  const nowMs = performance.now();
  const tookMs = nowMs - beganAtMs;
  tally.latencies.record(Math.max(1, Math.round(tookMs * 1_000)));
  if (tookMs <= tally.longest.leastMs()) return;
  const servedMs = tookMs - tally.stalls.withinMs(beganAtMs, nowMs);
  tally.longest.add({
    beganAtMs: Math.round(Date.now() - tookMs),
    tookMs: toTenths(tookMs),
    servedMs: toTenths(servedMs),
  });
}

function figuresOf(tally: Tally, held: HeldConnections): LoadFigures {
  const { requests, failed, failures, latencies, stalls } = tally;
  const at = (percent: number) => toTenths(latencies.percentile(percent) / 1_000);
  stalls.stop();
  return {
    requests,
    failed,
    p50Ms: at(50),
    p99Ms: at(99),
    longestMs: at(100),
    longestServedMs: tally.longest.list()[0]?.servedMs ?? 0,
    clientStallMs: toTenths(stalls.longestMs()),
    stalls: tally.longest.list(),
    failures,
    held: { open: held.open(), closed: held.stop() },
  };
}

const toTenths = (value: number) => Math.round(value * 10) / 10;
