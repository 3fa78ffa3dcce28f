import type { LocalDate } from '../calendar/local-date.ts';
import type { Resource } from './meter.ts';

/** One period of a series, oldest first. Amounts of thousandths are comparable: months, or anything scaled to the same days. */
export interface PeriodUsage {
  /** The period's first day. */
  readonly from: LocalDate;
  readonly consumptionMilli: bigint;
  readonly isEstimate: boolean;
}

/** Why a period is out of the ordinary, in numbers: it is more than `factor` times the highest of what it is compared with. */
export interface Anomaly {
  readonly from: LocalDate;
  readonly consumptionMilli: bigint;
  readonly factor: number;
  /** factor x the highest of median, same month of last year and resolution. */
  readonly limitMilli: bigint;
  readonly medianMilli: bigint;
  /** How many readings the median is of. */
  readonly comparedCount: number;
  readonly sameMonthLastYearMilli: bigint | null;
  readonly resolutionMilli: bigint;
}

const TRAILING_MAX = 12;
const COMPARED_MIN = 3;

// Electricity follows the season up to threefold over a year, but hardly doubles its trailing median; water may.
const FACTORS: Readonly<Record<Resource, number>> = {
  electricity: 2,
  water: 3,
  'hot-water': 3,
  gas: 4,
  heat: 4,
  other: 3,
};

/**
 * The periods that are more than so many times the trailing median (of the 3 to 12 periods before) and than the same month of
 * last year. A meter that counts in coarse steps is compared with at least one step: a quiet month is no baseline.
 */
export function findAnomalies(
  periods: readonly PeriodUsage[],
  resource: Resource,
  resolutionMilli: bigint,
): readonly Anomaly[] {
  const measured = periods.filter(({ isEstimate }) => !isEstimate);
  return measured.flatMap((period, index) => {
    const anomaly = compare(period, measured.slice(0, index), FACTORS[resource], resolutionMilli);
    return anomaly === null ? [] : [anomaly];
  });
}

function compare(
  period: PeriodUsage,
  earlier: readonly PeriodUsage[],
  factor: number,
  resolutionMilli: bigint,
): Anomaly | null {
  if (earlier.length < COMPARED_MIN) return null;
  const compared = earlier.slice(-TRAILING_MAX);
  const medianMilli = medianOf(compared.map(({ consumptionMilli }) => consumptionMilli));
  const lastYear = earlier.findLast(({ from }) => isYearBefore(from, period.from))?.consumptionMilli ?? null;
  const limitMilli = BigInt(factor) * highest(medianMilli, lastYear ?? 0n, resolutionMilli);
  if (period.consumptionMilli <= limitMilli) return null;
  return {
    from: period.from,
    consumptionMilli: period.consumptionMilli,
    factor,
    limitMilli,
    medianMilli,
    comparedCount: compared.length,
    sameMonthLastYearMilli: lastYear,
    resolutionMilli,
  };
}

/** Of an even number of values: between the two in the middle, cut to whole thousandths. */
function medianOf(values: readonly bigint[]): bigint {
  const ordered = values.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const middle = Math.floor(ordered.length / 2);
  const upper = ordered[middle] ?? 0n;
  return ordered.length % 2 === 1 ? upper : ((ordered[middle - 1] ?? 0n) + upper) / 2n;
}

function isYearBefore(earlier: LocalDate, date: LocalDate): boolean {
  return Number(earlier.slice(0, 4)) === Number(date.slice(0, 4)) - 1 && earlier.slice(5, 7) === date.slice(5, 7);
}

function highest(...values: readonly bigint[]): bigint {
  const [most = 0n] = values.toSorted((a, b) => (a > b ? -1 : 1));
  return most;
}
