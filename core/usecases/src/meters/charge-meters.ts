import {
  AppError,
  amountsOf,
  type ChargeLine,
  localDateAt,
  milliToWire,
  type RoundingAccount,
  toWire,
} from '@shared-payments/domain';
import { type Bill, type BillShare, bills } from '../bills/bill.ts';
import { type BillFacts, billFacts, chargedShares } from '../bills/draft-bill.ts';
import { postBill } from '../bills/post-bill.ts';
import { runCommand } from '../command/run-command.ts';
import { put } from '../command/writes.ts';
import type { Group } from '../groups/group.ts';
import { groupPartition, openGroup } from '../groups/rights.ts';
import { balances } from '../ledger/collections.ts';
import { openLedger } from '../ledger/group-ledger.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import type { Reader, Write } from '../ports/store.ts';
import { type ChargePayer, chargePayers } from './charge-payers.ts';
import type { ChargeTerms } from './charge-plan.ts';
import { type DraftCharge, draftCharge } from './draft-charge.ts';
import { setRightWrites } from './find-corrections.ts';
import { type MeterRecord, meterOf } from './meter.ts';
import { chargeKey, chargeTitle, type MeterCharge, meterCharges } from './meter-charge.ts';

export interface ChargeMetersInput extends ChargeTerms {
  /** Amounts sum to the total; one payer alone needs none. */
  readonly payers: readonly ChargePayer[];
  readonly title?: string;
  /** The bill's date; left out: the last day of the period. */
  readonly date?: string;
  readonly dueOn?: string | null;
  /** Shows what would be charged and writes nothing. */
  readonly isDryRun?: boolean;
  /** Charges although submeters counted more than the master, a counter ran backwards, or it was first read later. */
  readonly isConfirmed?: boolean;
}

export interface MeterChargeView {
  readonly meterId: string;
  readonly from: string;
  readonly through: string;
  readonly currency: string;
  readonly totalMinor: number;
  readonly lines: readonly ChargeLine[];
  readonly masterMilli: number;
  readonly remainderMilli: number;
  readonly isRemainderNegative: boolean;
  readonly unallocatedMinor: number;
  readonly consumptions: readonly { readonly memberId: string; readonly milli: number }[];
  readonly estimatedDays: number;
  /** Days before a meter was first read, of which nothing is known. */
  readonly uncountedDays: number;
  readonly isEstimate: boolean;
  readonly hasLowerReading: boolean;
  readonly pendingReadingIds: readonly string[];
  readonly trueUps: readonly { readonly billId: string; readonly amountMinor: number }[];
  readonly shares: readonly BillShare[];
  /** null for a dry run. */
  readonly bill: Bill | null;
}

/**
 * A bill from readings: what the invoice or the tariff asks, shared by who used how much, with earlier estimates set right. A
 * period is billed once. Errors: `not_found`, `forbidden`, those of `draftCharge` and `createBill`, and `reading_implausible` while
 * readings of the period wait for a review, or (unless confirmed) something of it is in doubt.
 */
export async function chargeMeters(
  services: Services,
  context: RequestContext,
  groupId: string,
  meterId: string,
  input: ChargeMetersInput,
): Promise<MeterChargeView> {
  if (input.isDryRun) return dryRun(services, context, groupId, meterId, input);
  const partition = groupPartition(groupId);
  const request = { partition, verb: 'meters/charge-meters', input: { meterId, ...input } };
  return runCommand(services, context, request, async (reader, at) => {
    const { group, member } = await openGroup(reader, context, groupId, 'take-part');
    const { meter, draft, facts } = await prepare(reader, group, meterId, input, at);
    requireSound(draft, input);
    const ledger = await openLedger(reader, groupId);
    const bill = await postBill(services, ledger, {
      ...facts,
      id: services.newId(),
      version: 1,
      disputes: [],
      sourceKey: chargeKey(meter.id, draft.plan),
      inferred: [],
      createdBy: member.id,
      createdAt: at,
      updatedAt: at,
    });
    const writes = [put(bills, bill), ...ledger.writes(), ...chargeWrites(services.newId(), meter, draft, bill)];
    return { writes, answer: viewOf(meter, draft, bill.shares, bill) };
  });
}

async function dryRun(
  services: Services,
  context: RequestContext,
  groupId: string,
  meterId: string,
  input: ChargeMetersInput,
): Promise<MeterChargeView> {
  const { group } = await openGroup(services.store, context, groupId, 'take-part');
  const { meter, draft, facts } = await prepare(services.store, group, meterId, input, services.now());
  const sums = await services.store.get(balances, groupPartition(groupId), groupId);
  const account: RoundingAccount = sums?.rounding[facts.currency] ?? {};
  return viewOf(meter, draft, chargedShares(facts, account).shares, null);
}

async function prepare(
  reader: Reader,
  group: Group,
  meterId: string,
  input: ChargeMetersInput,
  at: number,
): Promise<{ readonly meter: MeterRecord; readonly draft: DraftCharge; readonly facts: BillFacts }> {
  const meter = await meterOf(reader, group.id, meterId);
  const draft = await draftCharge(reader, group, meter, input, localDateAt(at, group.timeZone));
  const totalMinor = toWire(draft.totalMinor);
  if (totalMinor === 0) throw new AppError('invalid_input', 'This period costs nothing: there is no bill to make.');
  const facts = billFacts(group, {
    title: input.title ?? chargeTitle(meter.name, draft.plan.from, draft.plan.through),
    date: input.date ?? draft.plan.through,
    dueOn: input.dueOn ?? null,
    category: meter.resource,
    currency: draft.currency,
    totalMinor,
    payers: chargePayers(input.payers, totalMinor),
    split: draft.split,
  });
  return { meter, draft, facts };
}

function requireSound(draft: DraftCharge, input: ChargeMetersInput): void {
  if (draft.pending.length > 0) {
    throw new AppError(
      'reading_implausible',
      'Readings of this period wait for a review: accept or remove them first.',
      {
        readingIds: draft.pending.map(({ id }) => id),
      },
    );
  }
  const message = doubtOf(draft);
  if (input.isConfirmed || message === null) return;
  throw new AppError('reading_implausible', message, {
    masterMilli: milliToWire(draft.charge.masterMilli),
    remainderMilli: milliToWire(draft.charge.remainderMilli),
    uncountedDays: draft.uncountedDays,
  });
}

function doubtOf({ charge, hasLowerReading, uncountedDays }: DraftCharge): string | null {
  if (charge.isRemainderNegative)
    return 'The submeters counted more than the master meter: look again, and confirm to charge what they say.';
  if (hasLowerReading) return 'A counter ran backwards in this period: look again, and confirm to charge the rest.';
  if (uncountedDays === 0) return null;
  return 'A meter was first read after the period began: choose a later first day, or confirm to charge what is known.';
}

function chargeWrites(id: string, meter: MeterRecord, draft: DraftCharge, bill: Bill): readonly Write[] {
  const charge: MeterCharge = {
    id,
    version: 1,
    meterId: meter.id,
    billId: bill.id,
    currency: draft.currency,
    plan: draft.plan,
    isEstimate: draft.estimatedDays > 0,
    lines: draft.lines,
    consumptions: draft.charge.split.consumptions,
    shares: amountsOf(draft.charge),
    setRight: [],
    createdAt: bill.createdAt,
  };
  return [put(meterCharges, charge), ...setRightWrites(draft.corrections, bill.id)];
}

function viewOf(
  meter: MeterRecord,
  draft: DraftCharge,
  shares: readonly BillShare[],
  bill: Bill | null,
): MeterChargeView {
  const { plan, charge, corrections } = draft;
  return {
    meterId: meter.id,
    from: plan.from,
    through: plan.through,
    currency: draft.currency,
    totalMinor: toWire(draft.totalMinor),
    lines: draft.lines,
    masterMilli: milliToWire(charge.masterMilli),
    remainderMilli: milliToWire(charge.remainderMilli),
    isRemainderNegative: charge.isRemainderNegative,
    unallocatedMinor: toWire(charge.unallocatedMinor),
    consumptions: charge.split.consumptions,
    estimatedDays: draft.estimatedDays,
    uncountedDays: draft.uncountedDays,
    isEstimate: draft.estimatedDays > 0,
    hasLowerReading: draft.hasLowerReading,
    pendingReadingIds: draft.pending.map(({ id }) => id),
    trueUps: corrections.map(({ of, correction }) => ({
      billId: of.bill.id,
      amountMinor: toWire(correction.totalMinor),
    })),
    shares,
    bill,
  };
}
