import {
  CALLS_MAX,
  fromWire,
  GATEWAY_CLEARING,
  isLegalLife,
  memberAccount,
  stateOf,
  wakeAt,
} from '@shared-payments/domain';
import type { Entry } from '../ledger/collections.ts';
import { isStarted, type Payment, type StartedPayment } from '../payments/payment.ts';
import type { OpenGap } from '../payments/reconcile-gateway.ts';
import type { CommitBody } from '../store/commit.ts';
import type { Finding, Recount } from './examine-partition.ts';

type Found = Omit<Finding, 'partition'>;

/** Compares the life of every started payment with the entries that were posted for it, and names the gateway's open gaps. */
export function createPaymentRecount(): Recount {
  const entries = new Map<string, Entry[]>();
  return {
    see(body: CommitBody) {
      for (const { collection, document } of body.changes) {
        if (collection !== 'entries' || document === null) continue;
        const entry = document as Entry;
        if (entry.cause.kind !== 'payment') continue;
        entries.set(entry.cause.id, [...(entries.get(entry.cause.id) ?? []), entry]);
      }
    },
    findings(documents) {
      const found: Found[] = [];
      for (const [key, document] of documents) {
        if (key.startsWith('payments/') && isStarted(document as Payment)) {
          const payment = document as StartedPayment;
          found.push(...paymentFindings(payment, entries.get(payment.id) ?? []));
        }
        if (key.startsWith('gateway-gaps/')) found.push(gapFinding(document as OpenGap));
      }
      return found;
    },
  };
}

function* paymentFindings(
  { id, state, from, method, amountMinor, course }: StartedPayment,
  posted: readonly Entry[],
): Iterable<Found> {
  const tell = (detail: string): Found => ({ what: 'payment', detail: `payment ${id} ${detail}` });
  if (!isLegalLife(course.transitions) || stateOf(course.transitions) !== state)
    yield tell(`is ${state}, which its transitions do not lead to`);
  const back = sum(course.refunds.filter((refund) => refund.state === 'succeeded' && !refund.isStray));
  const taken = sum(course.chargebacks.filter((one) => one.state !== 'won' && !one.isStray));
  const captured = fromWire(course.capturedMinor);
  if (state === 'posted' && amountMinor !== course.capturedMinor)
    yield tell(`says ${amountMinor} and captured ${captured}`);
  if (back > captured) yield tell(`was refunded ${back} of ${captured}`);
  const moved = sumOf(posted, memberAccount(from));
  if (moved !== captured - back - taken)
    yield tell(`settled ${captured - back - taken} and its entries moved ${moved}`);
  if (method !== 'card') return;
  if (isGivenUp({ state, method, course }))
    yield tell('got no answer from the gateway, and is not asked about any more');
  const held = sum(course.transactions.map(({ capturedMinor }) => ({ amountMinor: capturedMinor })));
  const given = sum(course.refunds.filter((refund) => refund.state === 'succeeded'));
  const disputed = sum(course.chargebacks.filter((one) => one.state !== 'won'));
  const clearing = sumOf(posted.filter(isNoFee), GATEWAY_CLEARING);
  if (clearing !== given + disputed - held)
    yield tell(`leaves the gateway with ${held - given - disputed} and its entries with ${-clearing}`);
}

/** The limit of calls was reached: a person has to look at the gateway. */
function isGivenUp({ state, method, course }: Pick<StartedPayment, 'state' | 'method' | 'course'>): boolean {
  if (state === 'processing' && wakeAt(course, method) === null) return true;
  return course.refunds.some(({ nextCallAt, callCount }) => nextCallAt !== null && callCount >= CALLS_MAX);
}

const isNoFee = ({ lines }: Entry) => !lines.some(({ account }) => account.startsWith('fees:'));

function sum(parts: readonly { readonly amountMinor: number }[]): bigint {
  return parts.reduce((total, { amountMinor }) => total + fromWire(amountMinor), 0n);
}

function sumOf(posted: readonly Entry[], account: string): bigint {
  return sum(posted.flatMap(({ lines }) => lines.filter((line) => line.account === account)));
}

function gapFinding({ kind, subject, gatewayMinor, bookedMinor, currency }: OpenGap): Found {
  const told = `the gateway says ${gatewayMinor ?? 'nothing'}, the entries ${bookedMinor ?? 'nothing'} (${currency})`;
  return { what: 'gateway', detail: `${kind} ${subject}: ${told}` };
}
