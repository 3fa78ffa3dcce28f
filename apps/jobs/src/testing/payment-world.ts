import { createMemoryFiles, createMemoryStore } from '@shared-payments/adapter-memory';
import {
  type Book,
  createMemoryBook,
  createSandboxGateway,
  type SandboxGateway,
} from '@shared-payments/adapter-sandbox-gateway';
import { AppError } from '@shared-payments/domain';
import {
  createGroup,
  type Gateway,
  type Group,
  groups,
  put,
  type Services,
  setPaymentRules,
} from '@shared-payments/usecases';
import { type Chance, seededChance } from './seeded-chance.ts';
import { createTurnstile, type Turnstile } from './turnstile.ts';

export interface PaymentWorld {
  readonly seed: number;
  readonly chance: Chance;
  readonly turnstile: Turnstile;
  /** The world's time, and how far the product's clock is off. Milliseconds. */
  readonly clock: { now: number; skew: number };
  /** As the product's processes have it: every call behind the turnstile, the gateway at times unreachable. */
  readonly services: Services;
  /** Straight through, for what is checked at the end. */
  readonly calm: Services;
  readonly sandbox: SandboxGateway;
  readonly book: Book;
  readonly group: Group;
  /** Switched off when the world comes to rest. */
  readonly faults: { probability: number };
  /** What members wanted to pay, by the key they sent it with. */
  readonly wishes: Set<string>;
}

export const MEMBERS = ['ana', 'bo', 'cy'] as const;
const BEGIN = Date.parse('2026-01-05T08:00:00Z');
/** A connection that waits longer than this is dead: a request never reaches the gateway a day late. */
const CALL_TIMEOUT_MS = 10 * 60_000;

/** A group of three with a sandbox gateway, all of it decided by the seed. */
export async function createPaymentWorld(seed: number): Promise<PaymentWorld> {
  const chance = seededChance(seed);
  const turnstile = createTurnstile(chance);
  const clock = { now: BEGIN, skew: 0 };
  const faults = { probability: chance.pick([0, 0.05, 0.2, 0.5]) };
  const book = createMemoryBook();
  const sandbox = createSandboxGateway({ book, secret: 'sandbox', now: () => clock.now });
  const store = createMemoryStore();
  let ids = 0;
  const calm: Services = {
    store,
    files: createMemoryFiles(),
    now: () => clock.now + clock.skew,
    newId: () => {
      ids += 1;
      return `id-${ids}`;
    },
    sign: (text) => text,
    gateway: sandbox,
  };
  const services: Services = {
    ...calm,
    store: turnstile.guard(store, ['get', 'list', 'find', 'transact']),
    gateway: faultyGateway(sandbox, { chance, turnstile, clock, faults }),
  };
  const group = await startGroup(calm, chance);
  return { seed, chance, turnstile, clock, services, calm, sandbox, book, group, faults, wishes: new Set() };
}

/** Calls wait at the turnstile too; requests get lost before they arrive, and answers on their way back. */
function faultyGateway(
  gateway: Gateway,
  { chance, turnstile, clock, faults }: Pick<PaymentWorld, 'chance' | 'turnstile' | 'clock' | 'faults'>,
): Gateway {
  const isLost = () => chance.is(faults.probability);
  const lost = () => new AppError('unavailable', 'The network lost it.');
  const faulty =
    <P, R>(inner: (part: P) => Promise<R>) =>
    async (part: P) => {
      const askedAt = clock.now;
      await turnstile.pass();
      if (isLost() || clock.now - askedAt > CALL_TIMEOUT_MS) throw lost();
      const answer = await inner(part);
      await turnstile.pass();
      if (isLost()) throw lost();
      return answer;
    };
  return {
    ...gateway,
    charge: faulty(gateway.charge),
    refund: faulty(gateway.refund),
    cancel: faulty(gateway.cancel),
    find: faulty(gateway.find),
  };
}

async function startGroup(services: Services, chance: Chance): Promise<Group> {
  const context = { userId: 'ana', requestId: 'begin' };
  const { id } = await createGroup(services, context, {
    name: 'Flat',
    myName: 'Ana',
    currency: 'EUR',
    timeZone: 'Europe/Skopje',
    memberNames: ['Bo', 'Cy'],
  });
  const partition = `group:${id}` as const;
  const info = { partition, verb: 'test', actor: 'test', requestId: 'begin', at: services.now() };
  const { answer } = await services.store.transact(info, async (reader) => {
    const group = await reader.get(groups, partition, id);
    if (!group) throw new Error('There is no group.');
    const members = group.members.map((member, index) => ({ ...member, userId: MEMBERS[index] ?? null }));
    const joined = { ...group, members, version: group.version + 1 };
    return { writes: [put(groups, joined)], answer: joined };
  });
  const autoApprovals = [{ currency: 'EUR', amountMinorMax: 5_000, methods: null, memberIds: null }];
  if (chance.is(0.7)) await setPaymentRules(services, context, id, { autoApprovals, graceDays: 3, openDays: 7 });
  return answer;
}
