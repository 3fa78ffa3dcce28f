import assert from 'node:assert/strict';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { it } from 'node:test';
import { Worker } from 'node:worker_threads';
import type { Lived, Seeds } from './testing/live-seeds.ts';

const SEEDS = Number(process.env.PAYMENT_SEEDS ?? 10_000);
const FIRST_SEED = Number(process.env.PAYMENT_SEED ?? 1);
const seeds = process.env.PAYMENT_SEED === undefined ? SEEDS : 1;
const FASTER_THAN_REAL_TIME = 100;

it('charges nothing twice and loses nothing, whatever fails, crashes or comes late', async (context) => {
  const begunAt = performance.now();
  const all = await liveAll(availableParallelism());
  const sum = (of: (lived: Lived) => number) => all.reduce((total, lived) => total + of(lived), 0);
  const realMs = Math.round(performance.now() - begunAt);
  const [payments, simulatedMs] = [sum((lived) => lived.payments), sum((lived) => lived.simulatedMs)];
  const days = Math.round(simulatedMs / 86_400_000);
  context.diagnostic(`${seeds} seeds, ${payments} payments, ${days} days in ${realMs} ms on ${all.length} threads`);
  assert.equal(
    sum((lived) => lived.seeds),
    seeds,
  );
  assert.ok(simulatedMs > FASTER_THAN_REAL_TIME * realMs);
  assert.ok(payments > 0);
});

/** The seeds, dealt out to threads; the first that finds something ends the others. */
async function liveAll(count: number): Promise<readonly Lived[]> {
  const threads = Array.from({ length: count }, (_, index) => {
    const workerData: Seeds = { first: FIRST_SEED + index, end: FIRST_SEED + seeds, step: count };
    return new Worker(new URL('./testing/live-seeds.ts', import.meta.url), { workerData });
  });
  try {
    return await Promise.all(threads.map(async (thread) => (await once(thread, 'message'))[0] as Lived));
  } finally {
    for (const thread of threads) void thread.terminate();
  }
}
