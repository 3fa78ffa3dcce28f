import { hash } from 'node:crypto';
import type { PaymentMethod } from '@shared-payments/domain';
import { GATEWAY_ACTOR } from '../payments/apply-gateway-event.ts';
import { isStarted, type Payment } from '../payments/payment.ts';
import { type PaymentEvent, paymentEventsOf } from '../payments/payment-events.ts';
import type { Commit } from '../store/commit.ts';

export type MoneyKind = 'payment' | 'refund' | 'chargeback';
export type PaymentOutcome = 'posted' | 'failed' | 'expired' | 'voided';

/** Days since 1970 in UTC. */
export type DayNumber = number;

/**
 * What the whole log says of the business up to a commit, in numbers only. It is folded from the log and nothing else: however
 * often it is interrupted or done twice, the same commits make the same count.
 */
export interface BusinessCount {
  /** By kind and currency, as `payment EUR`; what moved, in minor units as a decimal text. */
  readonly moved: Readonly<Record<string, { readonly count: number; readonly sumMinor: string }>>;
  /** Of payments that were started, by method and outcome, as `card posted`. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** The same by day, of the last 30 days that had any. */
  readonly outcomesOfDays: Readonly<Record<DayNumber, Readonly<Record<string, number>>>>;
  /** How often people used a command, as `bills/create-bill`. */
  readonly uses: Readonly<Record<string, number>>;
  /** The time of the last commit that was counted, in epoch milliseconds. */
  readonly countedUntilMs: number;
}

export const NOTHING_COUNTED: BusinessCount = {
  moved: {},
  outcomes: {},
  outcomesOfDays: {},
  uses: {},
  countedUntilMs: 0,
};

/** The longest window that is told. */
export const WINDOW_DAYS_MAX = 30;
/** More commands than the product has; what comes beyond is counted together, whatever is in the log. */
export const FEATURES_MAX = 200;
export const OTHER_FEATURES = 'other';

const DAY_MS = 86_400_000;
const DIGEST_CHARACTERS = 16;

export const dayOf = (epochMs: number): DayNumber => Math.floor(epochMs / DAY_MS);

export function countCommit(count: BusinessCount, commit: Commit): BusinessCount {
  const day = dayOf(commit.at);
  const counted = paymentEventsOf(commit).reduce((so, event) => countEvent(so, event, day), count);
  return {
    ...counted,
    uses: isPerson(commit.actor) ? withUse(counted.uses, commit.verb) : counted.uses,
    outcomesOfDays: recent(counted.outcomesOfDays, day),
    countedUntilMs: Math.max(counted.countedUntilMs, commit.at),
  };
}

/** Whom a commit shows to be active, by a digest; undefined for commits of jobs and gateways. */
export function activeIn(commit: Commit): string | undefined {
  const userId = activeUser(commit);
  return userId === undefined ? undefined : hash('sha256', userId, 'base64url').slice(0, DIGEST_CHARACTERS);
}

function countEvent(count: BusinessCount, { kind, payment }: PaymentEvent, day: DayNumber): BusinessCount {
  const moved = movedKind(kind);
  const outcome = outcomeOf(kind, payment);
  return {
    ...count,
    moved: moved === undefined ? count.moved : withMoved(count.moved, moved, payment),
    outcomes: outcome === undefined ? count.outcomes : plusOne(count.outcomes, outcome),
    outcomesOfDays:
      outcome === undefined
        ? count.outcomesOfDays
        : { ...count.outcomesOfDays, [day]: plusOne(count.outcomesOfDays[day] ?? {}, outcome) },
  };
}

function movedKind(kind: PaymentEvent['kind']): MoneyKind | undefined {
  if (kind === 'payment-posted') return 'payment';
  if (kind === 'payment-refunded') return 'refund';
  return kind === 'payment-charged-back' ? 'chargeback' : undefined;
}

const OUTCOMES: Partial<Record<PaymentEvent['kind'], PaymentOutcome>> = {
  'payment-posted': 'posted',
  'payment-failed': 'failed',
  'payment-expired': 'expired',
  'payment-voided': 'voided',
};

/** A payment that was only written down cannot fail, so it says nothing of success. */
function outcomeOf(kind: PaymentEvent['kind'], payment: Payment): string | undefined {
  const outcome = OUTCOMES[kind];
  return outcome && isStarted(payment) ? outcomeKey(payment.method, outcome) : undefined;
}

export const outcomeKey = (method: PaymentMethod, outcome: PaymentOutcome): string => `${method} ${outcome}`;

function withMoved(moved: BusinessCount['moved'], kind: MoneyKind, { currency, amountMinor }: Payment) {
  const key = `${kind} ${currency}`;
  const { count, sumMinor } = moved[key] ?? { count: 0, sumMinor: '0' };
  return { ...moved, [key]: { count: count + 1, sumMinor: String(BigInt(sumMinor) + BigInt(amountMinor)) } };
}

function withUse(uses: BusinessCount['uses'], verb: string): BusinessCount['uses'] {
  const isKnown = Object.hasOwn(uses, verb) || Object.keys(uses).length < FEATURES_MAX;
  return plusOne(uses, isKnown ? verb : OTHER_FEATURES);
}

function plusOne(counts: Readonly<Record<string, number>>, key: string): Readonly<Record<string, number>> {
  return { ...counts, [key]: (counts[key] ?? 0) + 1 };
}

function recent(days: BusinessCount['outcomesOfDays'], today: DayNumber): BusinessCount['outcomesOfDays'] {
  const old = Object.keys(days).some((day) => Number(day) <= today - WINDOW_DAYS_MAX);
  if (!old) return days;
  return Object.fromEntries(Object.entries(days).filter(([day]) => Number(day) > today - WINDOW_DAYS_MAX));
}

/** Jobs, the gateway and the identity library act for nobody in particular. */
function isPerson(actor: string): boolean {
  return !actor.includes(':') && actor !== GATEWAY_ACTOR && actor !== 'identity';
}

function activeUser({ actor, verb, changes }: Commit): string | undefined {
  if (isPerson(actor)) return actor;
  if (verb !== 'identity/create-session') return undefined;
  const session = changes[0]?.document as { readonly userId?: unknown } | null | undefined;
  return typeof session?.userId === 'string' ? session.userId : undefined;
}
