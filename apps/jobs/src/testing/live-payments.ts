import { BEHAVIOURS } from '@shared-payments/adapter-sandbox-gateway';
import { AppError } from '@shared-payments/domain';
import {
  applyGatewayEvent,
  approvePayment,
  cancelPayment,
  confirmPayment,
  type Payment,
  payments,
  processClaimed,
  reconcileGateway,
  refundPayment,
  resumePayments,
  startPayment,
} from '@shared-payments/usecases';
import { MEMBERS, type PaymentWorld } from './payment-world.ts';
import { Crash } from './turnstile.ts';

/** What the members and the machine do in a life, and how often calls may crash. */
const STEPS = 70;
const CRASH_PROBABILITIES = [0, 0.02, 0.1];
const JUMPS_MS = [20, 1_000, 6_000, 60_000, 15 * 60_000, 3_600_000, 7 * 3_600_000, 23 * 3_600_000, 26 * 3_600_000];
const SKEWS_MS = [0, 0, 0, -3_600_000, 3_600_000, 2_000];
const DAY_MS = 86_400_000;
const REST_ROUNDS_MAX = 60;
const TURNS_MAX = 100_000;

const METHODS = ['card', 'card', 'card', 'card', 'cash', 'bank'] as const;

/** Lets members pay, call off and refund while workers, events, crashes and clocks come in between; then all comes to rest. */
export async function livePayments(world: PaymentWorld): Promise<void> {
  const { chance, turnstile, clock, faults } = world;
  const crashProbability = chance.pick(CRASH_PROBABILITIES);
  const running = new Set<Promise<void>>();
  const begin = (work: () => Promise<unknown>) => {
    const run = settled(work).finally(() => running.delete(run));
    running.add(run);
  };
  const failures: unknown[] = [];
  const settled = async (work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (error) {
      if (!isExpected(error)) failures.push(error);
    }
  };
  for (let step = 0; step < STEPS; step += 1) {
    const dice = chance.next();
    if (dice < 0.25) begin(() => act(world));
    else if (dice < 0.33) begin(() => resumePayments(world.services, 10, 'worker'));
    else if (dice < 0.4) begin(() => hear(world));
    else if (dice < 0.5) clock.now += chance.pick(JUMPS_MS);
    else if (dice < 0.52) clock.skew = chance.pick(SKEWS_MS);
    else for (let turns = chance.below(12); turns > 0; turns -= 1) await turnstile.turn(crashProbability);
  }
  faults.probability = 0;
  clock.skew = 0;
  for (let turns = 0; running.size > 0 && turns < TURNS_MAX; turns += 1) await turnstile.turn(0);
  if (failures.length > 0) throw failures[0];
  await comeToRest(world);
}

/** Days pass without faults: what was left open is taken up, and what no event told is found in the report. */
async function comeToRest({ calm, clock, sandbox }: PaymentWorld): Promise<void> {
  for (let round = 0; round < REST_ROUNDS_MAX; round += 1) {
    await resumePayments(calm, 100, 'rest');
    await sandbox.deliver(async (body) => applyGatewayEvent(calm, JSON.parse(body), 'rest'));
    const fromMs = clock.now - 90 * DAY_MS;
    if (round % 4 === 3) await reconcileGateway(calm, { fromMs, untilMs: clock.now + 1 }, 'rest');
    const waiting = await calm.store.find(payments, { index: 'toResume', limit: 1 });
    const wakeAt = Number(waiting[0]?.key.split('|')[0] ?? Number.NaN);
    if (Number.isNaN(wakeAt) && round > 8) return;
    clock.now = Math.max(clock.now + 3_600_000, Number.isNaN(wakeAt) ? 0 : Math.min(wakeAt, clock.now + DAY_MS));
  }
}

function isExpected(error: unknown): boolean {
  if (error instanceof Crash) return true;
  return (
    error instanceof AppError &&
    ['state_not_allowed', 'conflict', 'forbidden', 'unavailable', 'not_found', 'invalid_input'].includes(error.code)
  );
}

/** One member does one thing. */
async function act(world: PaymentWorld): Promise<void> {
  const { chance, services, group } = world;
  const payment = await anyPayment(world);
  if (!payment || chance.is(0.4)) return startOne(world);
  // Mostly somebody who may, so that most of what is tried also happens.
  const [likely] = group.members.filter(({ id }) => id === payment.to);
  const userId = chance.is(0.5) ? 'ana' : chance.is(0.7) ? (likely?.userId ?? 'ana') : chance.pick(MEMBERS);
  const context = { userId, requestId: 'member' };
  const own = { ...context, ifVersion: payment.version };
  switch (chance.below(5)) {
    case 0:
      return void (await processed(world, approvePayment(services, own, group.id, payment.id)));
    case 1:
      return void (await cancelPayment(services, own, group.id, payment.id));
    case 2:
      return void (await confirmPayment(services, own, group.id, payment.id, chance.pick(confirmations(payment))));
    default: {
      const input = chance.is(0.5) ? {} : { amountMinor: 1 + chance.below(payment.amountMinor) };
      return void (await processed(world, refundPayment(services, context, group.id, payment.id, input)));
    }
  }
}

/** All of it, a part of it, and more than was asked for. */
const confirmations = ({ amountMinor }: Payment) => [{}, { amountMinor: 1 }, { amountMinor: amountMinor + 1 }];

/** Somebody pays; an impatient one sends the same request again. */
async function startOne(world: PaymentWorld): Promise<void> {
  const { chance, services, group, wishes } = world;
  const [first, second] = chance.pick([
    [0, 1],
    [1, 0],
    [1, 2],
    [2, 0],
  ]);
  const instrument = chance.is(0.3) ? null : `sandbox_${chance.pick(BEHAVIOURS).replaceAll('-', '_')}`;
  const idempotencyKey = `wish-${wishes.size + 1}`;
  wishes.add(idempotencyKey);
  const context = { userId: MEMBERS[first ?? 0] ?? 'ana', requestId: 'member', idempotencyKey };
  const input = {
    from: group.members[first ?? 0]?.id ?? '',
    to: group.members[second ?? 1]?.id ?? '',
    amountMinor: 1 + chance.below(8_000),
    currency: 'EUR',
    method: chance.pick(METHODS),
    instrument,
  };
  const once = () => processed(world, startPayment(services, context, group.id, input));
  await once();
  if (chance.is(0.2)) await once();
}

async function processed({ services }: PaymentWorld, started: ReturnType<typeof startPayment>): Promise<void> {
  await processClaimed(services, await started, 'member');
}

async function anyPayment({ calm, chance, group }: PaymentWorld): Promise<Payment | undefined> {
  const found = await calm.store.list(payments, `group:${group.id}`, { index: 'byDate', limit: 50 });
  const all = found.map(({ document }) => document).filter(({ course }) => course !== undefined);
  return all.length === 0 ? undefined : chance.pick(all);
}

/** Events come late, twice, out of order, or get lost; disputes are opened and decided meanwhile. */
async function hear({ services, sandbox, chance, book }: PaymentWorld): Promise<void> {
  const heard: (() => Promise<boolean>)[] = [];
  await sandbox.deliver(async (body) => {
    heard.push(() => applyGatewayEvent(services, JSON.parse(body), 'event'));
    if (chance.is(0.3)) heard.push(() => applyGatewayEvent(services, JSON.parse(body), 'event'));
    return chance.is(0.8);
  });
  while (heard.length > 0) {
    const [next] = heard.splice(chance.below(heard.length), 1);
    if (next && chance.is(0.9)) await next();
  }
  const held = book.change((rows) => rows.range('held|', 'held|~', 50));
  if (held.length === 0) return;
  const reference = chance.pick(held)[0].slice('held|'.length);
  if (chance.is(0.3)) sandbox.decideDispute(reference, chance.pick(['won', 'lost']));
  else if (chance.is(0.1)) sandbox.returnRefund(reference);
}
