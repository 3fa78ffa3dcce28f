import assert from 'node:assert/strict';
import { fromWire, isLegalLife, type ReportLine, type TransactionReport } from '@shared-payments/domain';
import {
  type Entry,
  entries,
  examineStore,
  groupPartition,
  type Payment,
  payments,
  reconcileGateway,
} from '@shared-payments/usecases';
import type { PaymentWorld } from './payment-world.ts';

/** What the sandbox keeps of a transaction. */
type HeldReport = TransactionReport & { readonly behaviour: string };

const MANY = 1_000;
const FOREVER = 4_102_444_800_000;

/** After all came to rest: nothing charged twice, nothing lost, entries balance, every payment in a legal state. */
export async function assertPaymentsAreSound(world: PaymentWorld): Promise<number> {
  const { calm, group, book, wishes } = world;
  const partition = groupPartition(group.id);
  const all = await calm.store.list(payments, partition, { index: 'byDate', limit: MANY });
  const posted = await calm.store.list(entries, partition, { index: 'byDate', limit: MANY });
  const held = book
    .change((rows) => rows.range('held|', 'held|~', MANY))
    .map(([, text]) => JSON.parse(text) as HeldReport);
  const waiting = await calm.store.find(payments, { index: 'toResume', limit: MANY });
  assert.deepEqual(
    waiting.map(({ key }) => key),
    [],
    'everything is finished',
  );
  const started = all.filter(({ document }) => document.course !== undefined).length;
  assert.ok(started <= wishes.size, `${started} payments were started, ${wishes.size} were wanted`);
  for (const { document } of all) {
    const own = held.filter(({ paymentId }) => paymentId === document.id);
    assertPayment(
      document,
      own,
      posted.map((found) => found.document).filter(({ cause }) => cause.id === document.id),
    );
  }
  assertFees(
    book.change((rows) => rows.range('line|', 'line|~', MANY)),
    posted.map((found) => found.document),
  );
  const { gaps } = await reconcileGateway(calm, { fromMs: 0, untilMs: FOREVER }, 'check');
  assert.deepEqual(gaps, [], 'the report and the entries agree');
  const { findings } = await examineStore(calm.store);
  assert.deepEqual(findings, [], 'the doctor finds nothing');
  return all.length;
}

function assertPayment(payment: Payment, held: readonly HeldReport[], posted: readonly Entry[]): void {
  const { course, id, state, method } = payment;
  if (!course) return;
  assert.ok(isLegalLife(course.transitions), `${id}: ${course.transitions.map((one) => one.state).join(' ')}`);
  assert.ok(['posted', 'failed', 'expired', 'voided'].includes(state) || method !== 'card', `${id} is ${state}`);
  assertWords(payment);
  const captures = held.filter((one) => one.state === 'captured');
  assertRefundsWereAskedFor(payment, captures);
  const back = (isOurs: (refundId: string | null) => boolean) =>
    sum(captures.flatMap((one) => one.refunds.filter((r) => r.state === 'succeeded' && isOurs(r.refundId))));
  const stray = new Set(course.refunds.filter(({ isStray }) => isStray).map((refund) => refund.id));
  const strayNames = new Set(course.transactions.filter(({ isStray }) => isStray).map(({ reference }) => reference));
  const captured = sum(captures.map(({ capturedMinor }) => ({ amountMinor: capturedMinor })));
  const disputed = sum(captures.flatMap((one) => one.chargebacks.filter((c) => c.state !== 'won')));
  const kept = captured - back((refundId) => refundId !== null && stray.has(refundId));
  const asked = fromWire(course.requestedMinor);
  assert.ok(kept - strayDisputes(payment, captures) <= asked, `${id}: ${kept} was charged, ${asked} was asked for`);
  const left = captured - back(() => true) - disputed;
  assert.ok(left >= 0n || disputed > 0n, `${id}: more went back than was captured`);
  for (const one of captures.filter(({ reference }) => strayNames.has(reference)))
    assert.equal(one.behaviour, 'changes-its-mind', `${id}: a capture was taken for stray without need`);
  if (method !== 'card') return;
  const clearing = posted
    .filter(({ lines }) => !lines.some(({ account }) => account.startsWith('fees:')))
    .flatMap(({ lines }) => lines.filter(({ account }) => account === 'gateway:clearing'));
  assert.equal(-sum(clearing), left, `${id} is ${state}: the gateway holds what the entries say`);
  if (state !== 'posted' && disputed === 0n)
    assert.equal(left, 0n, `${id} is ${state}: the gateway keeps nothing of it`);
}

/** What it says of itself: what arrived, and that nobody let it go ahead too late. */
function assertWords({ course, id, state, amountMinor }: Payment): void {
  if (!course) return;
  if (state === 'posted') assert.equal(amountMinor, course.capturedMinor, `${id} says what arrived`);
  assert.ok(course.capturedMinor <= course.requestedMinor, `${id}: more arrived than was asked for`);
  const approved = course.transitions.find((one) => one.state === 'approved');
  assert.ok((approved?.at ?? 0) < course.expiresAt, `${id} was approved after it had expired`);
}

/** Each refund at the gateway is one that a member asked for, or of a stray capture, and was made once. */
function assertRefundsWereAskedFor({ course, id }: Payment, captures: readonly HeldReport[]): void {
  const made = captures.flatMap(({ refunds }) => refunds.filter((refund) => refund.state !== 'requested'));
  for (const { refundId, amountMinor } of made) {
    const asked = course?.refunds.find((refund) => refund.id === refundId);
    const isAsked = asked?.amountMinor === amountMinor && (asked.isStray || asked.requestedBy !== 'gateway');
    assert.ok(isAsked, `${id}: nobody asked for the refund ${refundId}`);
  }
  assert.equal(new Set(made.map(({ refundId }) => refundId)).size, made.length, `${id}: a refund was made twice`);
}

/** A stray capture that the payer's bank took back is not given back once more. */
function strayDisputes({ course }: Payment, captures: readonly TransactionReport[]): bigint {
  const stray = new Set(course?.transactions.filter(({ isStray }) => isStray).map(({ id }) => id));
  return sum(
    captures
      .filter(({ transactionId }) => stray.has(transactionId))
      .flatMap((one) => one.chargebacks.filter(({ state }) => state !== 'won')),
  );
}

function assertFees(lines: readonly (readonly [string, string])[], posted: readonly Entry[]): void {
  const told = lines.map(([, text]) => ({ amountMinor: (JSON.parse(text) as ReportLine).feeMinor }));
  const fees = posted.flatMap((entry) => entry.lines.filter(({ account }) => account.startsWith('fees:')));
  assert.equal(-sum(fees), sum(told), 'each fee of the report is posted once');
}

function sum(parts: readonly { readonly amountMinor: number }[]): bigint {
  return parts.reduce((total, { amountMinor }) => total + fromWire(amountMinor), 0n);
}
