import { AppError, type Gap, gapOf, type Movement, missingThere, type ReportLine } from '@shared-payments/domain';
import { runCommand } from '../command/run-command.ts';
import { put, remove } from '../command/writes.ts';
import { groupPartition } from '../groups/rights.ts';
import type { Gateway } from '../ports/gateway.ts';
import type { Services } from '../ports/services.ts';
import { defineCollection } from '../store/collection.ts';
import { PAYMENTS_JOB } from './begin-transaction.ts';
import { afterReport, requireGateway } from './carry-out-step.ts';
import { type ChangeNeeds, changePayment, type PaymentChange } from './change-payment.ts';
import { isStarted, momentKey, payments, type StartedPayment } from './payment.ts';

/** A difference that stays until a later run no longer finds it; `doctor` names it. */
export interface OpenGap extends Gap {
  readonly version: number;
  readonly groupId: string;
  readonly paymentId: string;
  readonly foundAt: number;
}

export const gatewayGaps = defineCollection<OpenGap>('gateway-gaps', {
  globalKeys: (gap) => [['open', `${gap.groupId}|${gap.id}`]],
});

export interface Reconciliation {
  readonly lineCount: number;
  /** Payments that learnt something from the report: a fee, or money whose events never came. */
  readonly changedCount: number;
  readonly gaps: readonly (Gap & { readonly groupId: string; readonly paymentId: string })[];
}

/** The moment of the oldest gap that is open, in epoch milliseconds; undefined when there is none. */
export async function oldestGapAt({ store }: Pick<Services, 'store'>): Promise<number | undefined> {
  const open = await store.find(gatewayGaps, { index: 'open', limit: GAPS_MAX });
  return open.length === 0 ? undefined : Math.min(...open.map(({ document }) => document.foundAt));
}

const PAGES_MAX = 10_000;
const PAYMENTS_PER_PAGE = 500;
const GAPS_MAX = 1_000;
/** What was begun just now may not be in the report yet. */
const REPORT_LAG_MS = 3_600_000;

/**
 * Compares the gateway's report between two moments (epoch milliseconds) with the entries, line by line and back. What the
 * report knows and we do not is taken in first, fees are posted once; what still differs is a gap, kept until it is gone.
 * Errors: `unavailable`, `state_not_allowed` without a gateway.
 */
export async function reconcileGateway(
  services: Services,
  range: { readonly fromMs: number; readonly untilMs: number },
  requestId: string,
): Promise<Reconciliation> {
  const gateway = requireGateway(services);
  const lines = await linesOf(gateway, range);
  const gaps: Reconciliation['gaps'][number][] = [];
  let changedCount = 0;
  for (const [paymentId, told] of Map.groupBy(lines, (line) => line.paymentId)) {
    const result = await compare(services, gateway, told, requestId);
    changedCount += result.isChanged ? 1 : 0;
    gaps.push(...result.gaps.map((gap) => ({ ...gap, groupId: told[0]?.groupId ?? '', paymentId })));
  }
  const looked = await missing(services, range, lines);
  gaps.push(...looked.gaps);
  const examined = new Set([...lines, ...looked.payments].map(({ paymentId }) => paymentId));
  await keepGaps(services, { gaps, examined }, requestId);
  return { lineCount: lines.length, changedCount, gaps };
}

async function linesOf(gateway: Gateway, range: { readonly fromMs: number; readonly untilMs: number }) {
  const lines: ReportLine[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const { lines: found, nextCursor }: Awaited<ReturnType<Gateway['report']>> = await gateway.report(
      cursor === null ? range : { ...range, cursor },
    );
    lines.push(...found);
    if (nextCursor === null) return lines;
    cursor = nextCursor;
  }
  throw new AppError('too_large', 'The report has too many pages: reconcile a shorter time.');
}

async function compare(services: Services, gateway: Gateway, told: readonly ReportLine[], requestId: string) {
  const [first] = told;
  const partition = groupPartition(first?.groupId ?? '');
  const payment = await services.store.get(payments, partition, first?.paymentId ?? '');
  if (!payment || !isStarted(payment)) return { isChanged: false, gaps: told.map(unknown) };
  let current: StartedPayment = payment;
  for (const line of told.filter((one) => gapOf(payment.course, payment.currency, one)?.kind === 'missing-here')) {
    const report = await gateway.find({ transactionId: line.transactionId, reference: line.reference });
    if (report) current = await change(services, current, requestId, afterReport(report));
  }
  const hasFees = told.some((line) => feeOf(current, line) !== undefined);
  if (hasFees) current = await change(services, current, requestId, (needs) => bookFees(needs, told));
  return {
    isChanged: current !== payment,
    gaps: told.map((line) => gapOf(current.course, current.currency, line)).filter((gap) => gap !== undefined),
  };
}

function change(
  services: Services,
  { id, course }: StartedPayment,
  requestId: string,
  make: (needs: ChangeNeeds) => PaymentChange,
): Promise<StartedPayment> {
  const command = { groupId: course.groupId, paymentId: id, verb: 'payments/reconcile-gateway' };
  return changePayment(services, { userId: PAYMENTS_JOB, requestId }, command, make);
}

/** The fee of a line that was not posted yet. Fees in another currency than the payment's are a gap, not an entry. */
function feeOf({ course, currency }: StartedPayment, line: ReportLine): Movement | undefined {
  if (line.feeMinor === 0 || line.currency !== currency || course.bookedLineIds.includes(line.id)) return undefined;
  const transaction = course.transactions.find(({ id }) => id === line.transactionId);
  if (!transaction) return undefined;
  return { kind: transaction.isStray ? 'stray-fee' : 'fee', id: line.id, amountMinor: line.feeMinor };
}

function bookFees({ payment }: ChangeNeeds, told: readonly ReportLine[]): PaymentChange {
  const movements = told.map((line) => feeOf(payment, line)).filter((fee) => fee !== undefined);
  const bookedLineIds = [...payment.course.bookedLineIds, ...movements.map(({ id }) => id)];
  return { course: { ...payment.course, bookedLineIds }, movements };
}

function unknown(line: ReportLine): Gap {
  const { id, subject, amountMinor, currency } = line;
  return { id, kind: 'unknown-payment', subject, gatewayMinor: amountMinor, bookedMinor: null, currency };
}

/** What is booked here since `fromMs` and not in the report. */
async function missing(
  { store }: Services,
  { fromMs, untilMs }: { readonly fromMs: number; readonly untilMs: number },
  lines: readonly ReportLine[],
): Promise<{ readonly gaps: Reconciliation['gaps']; readonly payments: readonly { readonly paymentId: string }[] }> {
  const told = Map.groupBy(lines, (line) => line.paymentId);
  const gaps: Reconciliation['gaps'][number][] = [];
  const looked: { readonly paymentId: string }[] = [];
  const before = momentKey(untilMs - REPORT_LAG_MS);
  let after = momentKey(fromMs);
  for (;;) {
    const page = await store.find(payments, { index: 'atGateway', after, before, limit: PAYMENTS_PER_PAGE });
    for (const { document } of page) {
      if (!isStarted(document)) continue;
      const { id: paymentId, course, currency } = document;
      looked.push({ paymentId });
      const found = missingThere(course, currency, told.get(paymentId) ?? []);
      gaps.push(...found.map((gap) => ({ ...gap, groupId: course.groupId, paymentId })));
    }
    const last = page.at(-1);
    if (!last || page.length < PAYMENTS_PER_PAGE) return { gaps, payments: looked };
    after = last.key;
  }
}

/**
 * Keeps new gaps, and takes those away whose payment was looked at and no longer differs: what only fell out of the time that was
 * compared stays. A payment nobody here knows has no group to keep its gap in.
 */
async function keepGaps(
  services: Services,
  { gaps: found, examined }: { readonly gaps: Reconciliation['gaps']; readonly examined: ReadonlySet<string> },
  requestId: string,
): Promise<void> {
  const open = await services.store.find(gatewayGaps, { index: 'open', limit: GAPS_MAX });
  const known = new Set(open.map(({ document }) => document.id));
  const still = new Set(found.map(({ id }) => id));
  const fresh = found.filter(({ id, kind }) => !known.has(id) && kind !== 'unknown-payment');
  const gone = open
    .map(({ document }) => document)
    .filter(({ id, paymentId }) => !still.has(id) && examined.has(paymentId));
  for (const groupId of new Set([...fresh, ...gone].map((gap) => gap.groupId))) {
    const request = { partition: groupPartition(groupId), verb: 'payments/keep-gaps', input: null };
    await runCommand(services, { userId: PAYMENTS_JOB, requestId }, request, async (reader, at) => {
      const writes = [];
      for (const gap of fresh.filter((one) => one.groupId === groupId)) {
        const there = await reader.get(gatewayGaps, request.partition, gap.id);
        if (!there) writes.push(put(gatewayGaps, { ...gap, version: 1, foundAt: at }));
      }
      for (const gap of gone.filter((one) => one.groupId === groupId)) {
        const there = await reader.get(gatewayGaps, request.partition, gap.id);
        if (there) writes.push(remove(gatewayGaps, there));
      }
      return { writes, answer: null };
    });
  }
}
