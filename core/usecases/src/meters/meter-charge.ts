import {
  type ChargeLine,
  type ChargePlan,
  type LocalDate,
  type MemberAmount,
  yearMonth,
} from '@shared-payments/domain';
import { type Bill, bills } from '../bills/bill.ts';
import { groupPartition } from '../groups/rights.ts';
import type { Reader } from '../ports/store.ts';
import { defineCollection } from '../store/collection.ts';

/** What readings that came later added to a charge, and the bill that it is on. */
export interface ChargeSetRight {
  readonly billId: string;
  readonly members: readonly MemberAmount[];
}

/** A period of a meter that became a bill, with the rules it was counted by: what a true-up needs to count again. */
export interface MeterCharge {
  readonly id: string;
  readonly version: number;
  readonly meterId: string;
  readonly billId: string;
  readonly currency: string;
  readonly plan: ChargePlan;
  /** Some of its days were guessed. */
  readonly isEstimate: boolean;
  /** As they stand on the bill: what explains it. */
  readonly lines: readonly ChargeLine[];
  readonly consumptions: readonly { readonly memberId: string; readonly milli: number }[];
  /** What the readings of then cost each member: without true-ups of other periods, and before odd units were moved. */
  readonly shares: readonly MemberAmount[];
  readonly setRight: readonly ChargeSetRight[];
  readonly createdAt: number;
}

export const meterCharges = defineCollection<MeterCharge>('meter-charges', {
  keys: (charge) => [
    ['byMeter', `${charge.meterId}|${charge.plan.from}|${charge.id}`],
    ['byBill', `${charge.billId}|${charge.id}`],
  ],
});

/** A charge whose bill counts. */
export interface ActiveCharge {
  readonly charge: MeterCharge;
  readonly bill: Bill;
  /** Corrections whose bills count as well. */
  readonly setRight: readonly ChargeSetRight[];
}

const CHARGES_READ_MAX = 200;
/** How many charges, back from a day, are looked through for one that counts: the others were reversed. */
const OVERLAPS_READ_MAX = 20;

/** The charges of a meter whose bills were not reversed, newest period first, at most 200. */
export async function activeCharges(
  reader: Pick<Reader, 'get' | 'list'>,
  groupId: string,
  meterId: string,
): Promise<readonly ActiveCharge[]> {
  const partition = groupPartition(groupId);
  const range = { index: 'byMeter', prefix: `${meterId}|`, limit: CHARGES_READ_MAX, isDescending: true };
  const active: ActiveCharge[] = [];
  for (const { document: charge } of await reader.list(meterCharges, partition, range)) {
    const bill = await billInForce(reader, groupId, charge.billId);
    if (bill === undefined) continue;
    const setRight: ChargeSetRight[] = [];
    for (const one of charge.setRight) {
      if (await billInForce(reader, groupId, one.billId)) setRight.push(one);
    }
    active.push({ charge, bill, setRight });
  }
  return active;
}

/** A charge in force that has some of these days, the newest one. */
export async function chargeWithin(
  reader: Pick<Reader, 'get' | 'list'>,
  groupId: string,
  meterId: string,
  { from, through }: Pick<ChargePlan, 'from' | 'through'>,
): Promise<MeterCharge | undefined> {
  const range = { index: 'byMeter', prefix: `${meterId}|`, before: `${meterId}|${through}|~`, isDescending: true };
  const found = await reader.list(meterCharges, groupPartition(groupId), { ...range, limit: OVERLAPS_READ_MAX });
  for (const { document: charge } of found) {
    if (charge.plan.through >= from && (await billInForce(reader, groupId, charge.billId))) return charge;
  }
  return undefined;
}

async function billInForce(reader: Pick<Reader, 'get'>, groupId: string, billId: string): Promise<Bill | undefined> {
  const bill = await reader.get(bills, groupPartition(groupId), billId);
  return bill === undefined || bill.state === 'reversed' ? undefined : bill;
}

/** What the bill of a period is known by: no period of a meter is billed twice. */
export const chargeKey = (meterId: string, { from, through }: Pick<ChargePlan, 'from' | 'through'>): string =>
  `meter:${meterId}:${from}:${through}`;

/** 'Water 2026-11', or both days where the period is no single month. */
export function chargeTitle(name: string, from: LocalDate, through: LocalDate): string {
  const isMonth = yearMonth(from) === yearMonth(through);
  return `${name} ${isMonth ? yearMonth(from) : `${from} – ${through}`}`;
}
