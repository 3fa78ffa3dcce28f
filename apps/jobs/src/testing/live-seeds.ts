import { parentPort, workerData } from 'node:worker_threads';
import { livePayments } from './live-payments.ts';
import { assertPaymentsAreSound } from './payment-invariants.ts';
import { createPaymentWorld } from './payment-world.ts';

/** Every `step`-th seed from `first` on, below `end`. */
export interface Seeds {
  readonly first: number;
  readonly end: number;
  readonly step: number;
}

export interface Lived {
  readonly seeds: number;
  readonly payments: number;
  readonly simulatedMs: number;
}

// A thread of its own: under the test runner each promise is followed, which costs more than the simulation itself.
const { first, end, step } = workerData as Seeds;
const lived = { seeds: 0, payments: 0, simulatedMs: 0 };
for (let seed = first; seed < end; seed += step) {
  const world = await createPaymentWorld(seed);
  const from = world.clock.now;
  try {
    await livePayments(world);
    lived.payments += await assertPaymentsAreSound(world);
  } catch (error) {
    throw new Error(`PAYMENT_SEED=${seed} replays this: ${(error as Error).message}`, { cause: error });
  }
  lived.seeds += 1;
  lived.simulatedMs += world.clock.now - from;
}
parentPort?.postMessage(lived satisfies Lived);
