import {
  AppError,
  localDateAt,
  type RoundingAccount,
  type Split,
  splitOfCorrections,
  toWire,
  yearMonth,
} from '@shared-payments/domain';
import { type Bill, type BillShare, bills } from '../bills/bill.ts';
import { billFacts, chargedShares } from '../bills/draft-bill.ts';
import { postBill } from '../bills/post-bill.ts';
import { runCommand } from '../command/run-command.ts';
import { put } from '../command/writes.ts';
import { groupPartition, openGroup } from '../groups/rights.ts';
import { openLedger } from '../ledger/group-ledger.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import type { Reader } from '../ports/store.ts';
import { type ChargePayer, chargePayers } from './charge-payers.ts';
import { type ChargeCorrection, findCorrections, setRightWrites } from './find-corrections.ts';
import { type MeterRecord, meterOf } from './meter.ts';
import { activeCharges } from './meter-charge.ts';

export interface CorrectChargesInput {
  /** Who pays the difference, or gets it back; a dry run needs nobody. */
  readonly payers?: readonly ChargePayer[];
  /** Which bills are set right; left out: those in the group's currency. */
  readonly currency?: string;
  /** Left out: today. */
  readonly date?: string;
  readonly isDryRun?: boolean;
}

export interface ChargeCorrectionsView {
  readonly meterId: string;
  readonly currency: string;
  /** Below 0 it is given back. */
  readonly totalMinor: number;
  readonly trueUps: readonly {
    readonly billId: string;
    readonly from: string;
    readonly through: string;
    readonly amountMinor: number;
  }[];
  readonly shares: readonly BillShare[];
  /** null for a dry run. */
  readonly bill: Bill | null;
}

/**
 * A bill of what readings that came or changed later make of periods billed before: those bills stay as they are. A dry run
 * shows it, which is empty when all is right. Errors: `not_found`, `forbidden`, `invalid_input`, and `state_not_allowed` when
 * there is nothing to correct, or only between members (a bill of 0 is none: the next charge carries that).
 */
export async function correctCharges(
  services: Services,
  context: RequestContext,
  groupId: string,
  meterId: string,
  input: CorrectChargesInput,
): Promise<ChargeCorrectionsView> {
  if (input.isDryRun) return dryRun(services, context, groupId, meterId, input);
  const partition = groupPartition(groupId);
  const request = { partition, verb: 'meters/correct-charges', input: { meterId, ...input } };
  return runCommand(services, context, request, async (reader, at) => {
    const { group, member } = await openGroup(reader, context, groupId, 'take-part');
    const draft = await draftCorrections(reader, groupId, meterId, input.currency ?? group.currency);
    requireTotal(draft);
    const facts = billFacts(group, {
      title: titleOf(draft),
      date: input.date ?? localDateAt(at, group.timeZone),
      category: draft.meter.resource,
      currency: draft.currency,
      totalMinor: draft.totalMinor,
      payers: chargePayers(input.payers ?? [], draft.totalMinor),
      split: draft.split,
    });
    const ledger = await openLedger(reader, groupId);
    const made = { id: services.newId(), version: 1, createdBy: member.id, createdAt: at, updatedAt: at };
    const bill = await postBill(services, ledger, { ...facts, ...made, disputes: [], sourceKey: null, inferred: [] });
    const writes = [put(bills, bill), ...ledger.writes(), ...setRightWrites(draft.corrections, bill.id)];
    return { writes, answer: viewOf(draft, bill.shares, bill) };
  });
}

interface CorrectionsDraft {
  readonly meter: MeterRecord;
  readonly currency: string;
  readonly corrections: readonly ChargeCorrection[];
  readonly totalMinor: number;
  readonly split: Split;
}

async function dryRun(
  services: Services,
  context: RequestContext,
  groupId: string,
  meterId: string,
  { currency }: CorrectChargesInput,
): Promise<ChargeCorrectionsView> {
  const { group } = await openGroup(services.store, context, groupId, 'take-part');
  const draft = await draftCorrections(services.store, groupId, meterId, currency ?? group.currency);
  // Every amount is exact, so that no odd unit is left for the rounding account.
  const untouched: RoundingAccount = {};
  return viewOf(draft, draft.corrections.length === 0 ? [] : chargedShares(draft, untouched).shares, null);
}

async function draftCorrections(
  reader: Reader,
  groupId: string,
  meterId: string,
  currency: string,
): Promise<CorrectionsDraft> {
  const meter = await meterOf(reader, groupId, meterId);
  const corrections = await findCorrections(reader, groupId, await activeCharges(reader, groupId, meterId), currency);
  const { totalMinor, split } = splitOfCorrections(corrections.map(({ correction }) => correction));
  return { meter, currency, corrections, totalMinor: toWire(totalMinor), split };
}

function requireTotal({ corrections, totalMinor }: CorrectionsDraft): void {
  if (corrections.length === 0) {
    throw new AppError('state_not_allowed', 'What was billed is what the readings say: there is nothing to correct.');
  }
  if (totalMinor !== 0) return;
  const message = 'Only the shares change and the total stays: the next bill of this meter carries that.';
  throw new AppError('state_not_allowed', message);
}

function titleOf({ meter, corrections }: CorrectionsDraft): string {
  const months = corrections.map(({ of }) => yearMonth(of.charge.plan.from)).toSorted();
  const [first = '', last = ''] = [months[0], months.at(-1)];
  return `${meter.name} ${first === last ? first : `${first} – ${last}`}: set right`;
}

function viewOf(
  { meter, currency, corrections, totalMinor }: CorrectionsDraft,
  shares: readonly BillShare[],
  bill: Bill | null,
): ChargeCorrectionsView {
  const trueUps = corrections.map(({ of: { charge }, correction }) => ({
    billId: charge.billId,
    from: charge.plan.from,
    through: charge.plan.through,
    amountMinor: toWire(correction.totalMinor),
  }));
  return { meterId: meter.id, currency, totalMinor, trueUps, shares, bill };
}
