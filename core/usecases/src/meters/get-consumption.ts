import {
  AppError,
  addMonths,
  endOfMonth,
  findAnomalies,
  type LocalDate,
  localDateAt,
  milliToWire,
  type PeriodUsage,
  startOfMonth,
  yearMonth,
} from '@shared-payments/domain';
import { openGroup } from '../groups/rights.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import { meterOf } from './meter.ts';
import { type MeterUsage, openUsage } from './meter-usage.ts';

/** Why a month stands out, in numbers. */
export interface MonthAnomaly {
  readonly factor: number;
  readonly limitMilli: number;
  readonly medianMilli: number;
  readonly comparedCount: number;
  readonly sameMonthLastYearMilli: number | null;
  readonly resolutionMilli: number;
}

export interface MonthUsage {
  readonly month: string;
  readonly consumptionMilli: number;
  readonly registers: readonly { readonly register: string; readonly consumptionMilli: number }[];
  readonly measuredDays: number;
  readonly estimatedDays: number;
  readonly isEstimate: boolean;
  readonly anomaly: MonthAnomaly | null;
}

export interface Consumption {
  readonly meterId: string;
  readonly unit: string;
  readonly months: readonly MonthUsage[];
  /** Readings in these months that count for nothing until they are reviewed. */
  readonly pendingReadingIds: readonly string[];
}

const MONTHS_MAX = 60;
const MONTHS_USUAL = 24;
const COMPARED_MONTHS = 13;

/**
 * Month by month ('YYYY-MM', the last 24 unless asked otherwise, at most 60): what was read between, what is estimated, and what
 * stands out against the months before. Months before the first reading are left out. Errors: `not_found`, `invalid_input`.
 */
export async function getConsumption(
  services: Services,
  context: RequestContext,
  groupId: string,
  meterId: string,
  query: { readonly from?: string; readonly through?: string },
): Promise<Consumption> {
  const { group } = await openGroup(services.store, context, groupId, 'see');
  const meter = await meterOf(services.store, groupId, meterId);
  const { first, last } = monthsAsked(query, localDateAt(services.now(), group.timeZone));
  const start = addMonths(first, -COMPARED_MONTHS);
  const usage = await openUsage(services.store, groupId, meter, start, addMonths(last, 1));
  const months = monthsOf(start, last).filter(
    (month) => usage.total(month, addMonths(month, 1)).measuredDays > 0 || isEstimated(usage, month),
  );
  const periods = months.map((month): PeriodUsage => {
    const { consumptionMilli, estimatedDays } = usage.total(month, addMonths(month, 1));
    return { from: month, consumptionMilli, isEstimate: estimatedDays > 0 };
  });
  const anomalies = findAnomalies(periods, meter.resource, BigInt(meter.resolutionMilli));
  return {
    meterId,
    unit: meter.unit,
    months: months
      .filter((month) => month >= first)
      .map((month) =>
        monthUsage(
          usage,
          month,
          anomalies.find(({ from }) => from === month),
        ),
      ),
    pendingReadingIds: usage.pending
      .filter(({ date }) => date >= first && date <= endOfMonth(last))
      .map(({ id }) => id),
  };
}

function monthsAsked(query: { readonly from?: string; readonly through?: string }, today: LocalDate) {
  const last = query.through === undefined ? startOfMonth(today) : startOfMonth(`${query.through}-01`);
  const first = query.from === undefined ? addMonths(last, 1 - MONTHS_USUAL) : startOfMonth(`${query.from}-01`);
  if (first > last || addMonths(first, MONTHS_MAX) <= last) {
    throw new AppError('invalid_input', `Ask for 1 to ${MONTHS_MAX} months, the earlier one first.`);
  }
  return { first, last: last > today ? startOfMonth(today) : last };
}

function monthsOf(first: LocalDate, last: LocalDate): readonly LocalDate[] {
  const months: LocalDate[] = [];
  for (let month = first; month <= last; month = addMonths(month, 1)) months.push(month);
  return months;
}

const isEstimated = (usage: MeterUsage, month: LocalDate) => usage.total(month, addMonths(month, 1)).estimatedDays > 0;

function monthUsage(
  usage: MeterUsage,
  month: LocalDate,
  anomaly: ReturnType<typeof findAnomalies>[number] | undefined,
): MonthUsage {
  const until = addMonths(month, 1);
  const { consumptionMilli, measuredDays, estimatedDays } = usage.total(month, until);
  return {
    month: yearMonth(month),
    consumptionMilli: milliToWire(consumptionMilli),
    registers: usage.meter.registers.map(({ id }) => ({
      register: id,
      consumptionMilli: milliToWire(usage.of(id, month, until).consumptionMilli),
    })),
    measuredDays,
    estimatedDays,
    isEstimate: estimatedDays > 0,
    anomaly: anomaly === undefined ? null : anomalyWire(anomaly),
  };
}

function anomalyWire(anomaly: ReturnType<typeof findAnomalies>[number]): MonthAnomaly {
  const { factor, comparedCount, limitMilli, medianMilli, sameMonthLastYearMilli, resolutionMilli } = anomaly;
  return {
    factor,
    comparedCount,
    limitMilli: milliToWire(limitMilli),
    medianMilli: milliToWire(medianMilli),
    sameMonthLastYearMilli: sameMonthLastYearMilli === null ? null : milliToWire(sameMonthLastYearMilli),
    resolutionMilli: milliToWire(resolutionMilli),
  };
}
