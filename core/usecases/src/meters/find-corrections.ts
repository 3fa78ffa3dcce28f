import {
  addDays,
  type ChargeLine,
  type ChargeUsage,
  type Correction,
  computeCharge,
  type LocalDate,
  type MemberAmount,
  moneyLine,
  toWire,
  trueUp,
  untilOf,
} from '@shared-payments/domain';
import { put } from '../command/writes.ts';
import type { Reader, Write } from '../ports/store.ts';
import { type MeterRecord, metersOf } from './meter.ts';
import { type ActiveCharge, meterCharges } from './meter-charge.ts';
import { type MeterUsage, openUsage } from './meter-usage.ts';

/** A charge that its readings say something else of by now: an estimate that was read since, or a reading that was corrected. */
export interface ChargeCorrection {
  readonly of: ActiveCharge;
  readonly correction: Correction;
}

/** The newest charges that are counted again: two years of months. */
const CHARGES_COUNTED_AGAIN = 24;

/** Charges of one currency against the readings of today. Days that are guessed or wait for a review correct nothing yet. */
export async function findCorrections(
  reader: Pick<Reader, 'list'>,
  groupId: string,
  charges: readonly ActiveCharge[],
  currency: string,
): Promise<readonly ChargeCorrection[]> {
  const counted = charges.filter(({ charge }) => charge.currency === currency).slice(0, CHARGES_COUNTED_AGAIN);
  const [first] = counted.map(({ charge }) => charge.plan.from).toSorted();
  const [last] = counted.map(({ charge }) => charge.plan.through).toSorted((a, b) => (a > b ? -1 : 1));
  if (first === undefined || last === undefined) return [];
  const concerned = new Set(counted.flatMap(({ charge }) => metersIn(charge)));
  const usages: MeterUsage[] = [];
  for (const meter of await metersOf(reader, groupId)) {
    if (concerned.has(meter.id)) usages.push(await openUsage(reader, groupId, meter, first, addDays(last, 1)));
  }
  return counted.flatMap((of) => correctionOf(of, usages));
}

/** The charges with what was added to them now. */
export function setRightWrites(corrections: readonly ChargeCorrection[], billId: string): readonly Write[] {
  return corrections.map(({ of: { charge, setRight }, correction }) => {
    const members = correction.members.map(({ memberId, amountMinor }) => ({
      memberId,
      amountMinor: toWire(amountMinor),
    }));
    return put(meterCharges, {
      ...charge,
      version: charge.version + 1,
      setRight: [...setRight, { billId, members }],
    });
  });
}

export function correctionLine({ of, correction }: ChargeCorrection): ChargeLine {
  return moneyLine(of.charge.plan, 'true-up', correction.totalMinor);
}

/** What a charge counts with: the usage of its meter and of those behind it. */
export function chargeUsage(meter: MeterRecord, usages: readonly MeterUsage[]): ChargeUsage {
  const byId = new Map(usages.map((usage) => [usage.meter.id, usage]));
  const master = byId.get(meter.id);
  return {
    registers: meter.registers.map(({ id }) => id),
    masterOf: master?.isRead ? (register, from, until) => master.of(register, from, until).consumptionMilli : null,
    submeterOf: (meterId, from, until) => byId.get(meterId)?.total(from, until).consumptionMilli ?? 0n,
  };
}

const metersIn = ({ meterId, plan }: ActiveCharge['charge']): readonly string[] => [
  meterId,
  ...plan.submeters.map((submeter) => submeter.meterId),
];

function correctionOf(of: ActiveCharge, usages: readonly MeterUsage[]): readonly ChargeCorrection[] {
  const { plan, meterId } = of.charge;
  const concerned = new Set(metersIn(of.charge));
  const counted = usages.filter(({ meter }) => concerned.has(meter.id));
  const master = counted.find(({ meter }) => meter.id === meterId)?.meter;
  const until = untilOf(plan.from, plan.through);
  if (master === undefined || !counted.every((usage) => isCertain(usage, plan.from, until))) return [];
  const correction = trueUp(chargedSoFar(of), computeCharge(plan, chargeUsage(master, counted)));
  return correction.members.length === 0 ? [] : [{ of, correction }];
}

function isCertain({ total, pending }: MeterUsage, from: LocalDate, until: LocalDate): boolean {
  const { estimatedDays, hasLowerReading } = total(from, until);
  return estimatedDays === 0 && !hasLowerReading && !pending.some(({ date }) => date >= from && date <= until);
}

function chargedSoFar({ charge, setRight }: ActiveCharge): readonly MemberAmount[] {
  return [...charge.shares, ...setRight.flatMap(({ members }) => members)];
}
