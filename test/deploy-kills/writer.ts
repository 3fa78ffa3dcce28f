import { readFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { join } from 'node:path';
import { askWith } from '@shared-payments/machine/testing/users.ts';
import type { Place } from './place.ts';

export interface WriterFigures {
  readonly writes: number;
  readonly acknowledged: number;
  /** Writes without an answer of 200, by what came instead. */
  readonly failures: Readonly<Record<string, number>>;
  readonly longestMs: number;
  /** What the data lacks or has twice; empty when no acknowledged write was lost. */
  readonly findings: readonly string[];
}

const CONNECTIONS = 4;
const TICK_MS = 20;
// A new connection costs far more than a request.
const VISIT_EVERY = 2;
const TIMEOUT_MS = 30_000;

/** Somebody who writes numbers, each sent once and never again, and somebody who visits over new connections. */
export function startWriter(place: Place, perSecond: number): { stop(): Promise<WriterFigures> } {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const acknowledged: number[] = [];
  const failures: Record<string, number> = {};
  const open = new Set<Promise<void>>();
  const beganAtMs = performance.now();
  const { url } = place.machine;
  let writes = 0;
  let longestMs = 0;
  const write = async (number: number) => {
    const askedAtMs = performance.now();
    const failure = await askWith(agent, `${url}/write/${number}`, 'POST', TIMEOUT_MS);
    longestMs = Math.max(longestMs, performance.now() - askedAtMs);
    if (failure === undefined) acknowledged.push(number);
    else failures[failure] = (failures[failure] ?? 0) + 1;
  };
  const remember = (work: Promise<unknown>) => {
    const done: Promise<void> = work.then(() => void open.delete(done));
    open.add(done);
  };
  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - beganAtMs) / 1_000) * perSecond);
    for (; writes < due; writes += 1) {
      remember(write(writes));
      if (writes % VISIT_EVERY === 0) remember(askWith(false, `${url}/visit`, 'GET', TIMEOUT_MS));
    }
  }, TICK_MS);
  return {
    async stop() {
      clearInterval(timer);
      await Promise.all(open);
      agent.destroy();
      const findings = compare(acknowledged, written(place));
      return { writes, acknowledged: acknowledged.length, failures, longestMs: Math.round(longestMs), findings };
    },
  };
}

function written({ dataDirectory }: Place): readonly number[] {
  return readFileSync(join(dataDirectory, 'writes'), 'utf8').trimEnd().split('\n').map(Number);
}

function compare(acknowledged: readonly number[], found: readonly number[]): readonly string[] {
  const there = new Set(found);
  return [
    ...acknowledged
      .filter((number) => !there.has(number))
      .map((number) => `write ${number} was acknowledged and is lost`),
    ...(there.size === found.length ? [] : [`${found.length - there.size} writes are there twice`]),
  ];
}
