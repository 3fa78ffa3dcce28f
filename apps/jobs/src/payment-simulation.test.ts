import assert from 'node:assert/strict';
import { it } from 'node:test';
import { livePayments } from './testing/live-payments.ts';
import { assertPaymentsAreSound } from './testing/payment-invariants.ts';
import { createPaymentWorld } from './testing/payment-world.ts';

const SEEDS = Number(process.env.PAYMENT_SEEDS ?? 10_000);
const FIRST_SEED = Number(process.env.PAYMENT_SEED ?? 1);
const count = process.env.PAYMENT_SEED === undefined ? SEEDS : 1;
const FASTER_THAN_REAL_TIME = 100;

it('charges nothing twice and loses nothing, whatever fails, crashes or comes late', async (context) => {
  const begunAt = performance.now();
  let [simulatedMs, paymentCount] = [0, 0];
  for (let seed = FIRST_SEED; seed < FIRST_SEED + count; seed += 1) {
    const world = await createPaymentWorld(seed);
    const from = world.clock.now;
    try {
      await livePayments(world);
      paymentCount += await assertPaymentsAreSound(world);
    } catch (error) {
      throw new Error(`PAYMENT_SEED=${seed} replays this: ${(error as Error).message}`, { cause: error });
    }
    simulatedMs += world.clock.now - from;
  }
  const realMs = performance.now() - begunAt;
  const days = Math.round(simulatedMs / 86_400_000);
  context.diagnostic(`${count} seeds, ${paymentCount} payments, ${days} days in ${Math.round(realMs)} ms`);
  assert.ok(simulatedMs > FASTER_THAN_REAL_TIME * realMs);
  assert.ok(paymentCount > 0);
});
