import {
  AppError,
  type Charge,
  type ChargeLine,
  type ChargePlan,
  computeCharge,
  daysBetween,
  type LocalDate,
  type Split,
  splitWithCorrections,
  untilOf,
} from '@shared-payments/domain';
import type { Group } from '../groups/group.ts';
import type { Reader } from '../ports/store.ts';
import { type ChargeTerms, chargePlan } from './charge-plan.ts';
import { type ChargeCorrection, chargeUsage, correctionLine, findCorrections } from './find-corrections.ts';
import { type MeterRecord, metersOf } from './meter.ts';
import { type ActiveCharge, activeCharges, chargeWithin, type MeterCharge } from './meter-charge.ts';
import { type MeterUsage, openUsage } from './meter-usage.ts';
import type { ReadingRecord } from './reading.ts';

/** Everything of a charge but the bill: what a dry run shows. */
export interface DraftCharge {
  readonly plan: ChargePlan;
  readonly charge: Charge;
  readonly currency: string;
  /** With corrections. */
  readonly totalMinor: bigint;
  readonly split: Split;
  readonly lines: readonly ChargeLine[];
  readonly corrections: readonly ChargeCorrection[];
  readonly estimatedDays: number;
  /** Days before a meter was first read, of which nothing is known. */
  readonly uncountedDays: number;
  readonly hasLowerReading: boolean;
  readonly pending: readonly ReadingRecord[];
}

/**
 * Counts a period of a meter and of the submeters behind it, and sets earlier estimates right that can be by now. Errors:
 * `invalid_input`, `not_a_member`, `state_not_allowed` for a period that was billed, or a meter that was not read.
 */
export async function draftCharge(
  reader: Reader,
  group: Group,
  meter: MeterRecord,
  terms: ChargeTerms,
  today: LocalDate,
): Promise<DraftCharge> {
  const until = untilOf(terms.from, terms.through);
  if (terms.through > today) throw new AppError('invalid_input', 'The period is not over yet.', { today });
  const submeters = (await metersOf(reader, group.id)).filter((one) => isBehind(meter, one, terms.from));
  const { plan, currency } = chargePlan(group, meter, submeters, terms);
  const earlier = await activeCharges(reader, group.id, meter.id);
  requireUnbilled(earlier, plan);
  await requireUsedOnce(reader, group.id, meter, submeters, plan);
  const usages: MeterUsage[] = [];
  for (const one of [meter, ...submeters]) usages.push(await openUsage(reader, group.id, one, terms.from, until));
  requireRead(usages, plan, until);
  const charge = computeCharge(plan, chargeUsage(meter, usages));
  const corrections = await findCorrections(reader, group.id, earlier, currency);
  const whole = splitWithCorrections(
    charge,
    corrections.map(({ correction }) => correction),
  );
  const inPeriod = usages.map((usage) => usage.total(plan.from, until));
  return {
    plan,
    charge,
    currency,
    ...whole,
    lines: [...charge.lines, ...corrections.map(correctionLine)],
    corrections,
    estimatedDays: Math.max(...inPeriod.map(({ estimatedDays }) => estimatedDays)),
    uncountedDays: Math.max(...usages.map((usage) => uncountedIn(usage, plan.from))),
    hasLowerReading: inPeriod.some(({ hasLowerReading }) => hasLowerReading),
    pending: usages.flatMap(({ pending }) => pending.filter(({ date }) => date >= plan.from && date <= until)),
  };
}

function isBehind(master: MeterRecord, { parentMeterId, retiredOn }: MeterRecord, from: LocalDate): boolean {
  return parentMeterId === master.id && (retiredOn === null || retiredOn > from);
}

function requireUnbilled(earlier: readonly ActiveCharge[], { from, through }: ChargePlan): void {
  const clash = earlier.find(({ charge: { plan } }) => plan.from <= through && plan.through >= from);
  if (clash !== undefined) throw billedAlready(clash.charge);
}

/** What a submeter counted is billed with its master or by itself, never both. */
async function requireUsedOnce(
  reader: Pick<Reader, 'get' | 'list'>,
  groupId: string,
  { id, parentMeterId }: MeterRecord,
  submeters: readonly MeterRecord[],
  plan: ChargePlan,
): Promise<void> {
  for (const submeter of submeters) {
    const own = await chargeWithin(reader, groupId, submeter.id, plan);
    if (own !== undefined) throw billedAlready(own);
  }
  const ofMaster = parentMeterId === null ? undefined : await chargeWithin(reader, groupId, parentMeterId, plan);
  if (ofMaster?.plan.submeters.some(({ meterId }) => meterId === id)) throw billedAlready(ofMaster);
}

function billedAlready({ billId, meterId, plan }: MeterCharge): AppError {
  const message = 'Some days of this period are billed already: reverse that bill first, or choose other days.';
  return new AppError('state_not_allowed', message, { billId, meterId, from: plan.from, through: plan.through });
}

/** With an invoice and submeters that were read, the master's own readings are not needed. */
function requireRead(usages: readonly MeterUsage[], plan: ChargePlan, until: LocalDate): void {
  const [master, ...submeters] = usages;
  const isMasterNeeded = plan.invoiceMinor === null || submeters.length === 0;
  const needed = isMasterNeeded || master?.isRead ? usages : submeters;
  const unread = needed.filter(({ isRead, firstDay }) => !isRead || (firstDay ?? until) >= until);
  if (unread.length === 0) return;
  const message = 'There are no two readings to count this period by: write them down first.';
  throw new AppError('state_not_allowed', message, { meterIds: unread.map(({ meter }) => meter.id) });
}

/** A master that was never read counts by its submeters, and misses nothing. */
function uncountedIn({ firstDay }: MeterUsage, from: LocalDate): number {
  return firstDay === null || firstDay <= from ? 0 : daysBetween(from, firstDay);
}
