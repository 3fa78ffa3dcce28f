import type { LatencyHistogram } from '../ports/metrics.ts';
import type { Proportion } from './confidence-sequence.ts';

/** Bounds in milliseconds above which a request counts as slow; fixed before the candidate has users. */
export interface LatencyThresholds {
  /** About half of the baseline's requests are slower at most. */
  readonly typicalMs: number;
  /** At most a twentieth of the baseline's requests are slower. */
  readonly tailMs: number;
}

const TYPICAL_SLOWER = 0.5;
const TAIL_SLOWER = 0.05;
const REQUESTS_FOR_OWN_THRESHOLDS = 50;
const DEFAULT_THRESHOLDS: LatencyThresholds = { typicalMs: 100, tailMs: 1_000 };

/**
 * Thresholds from the baseline's past, so that "how many are slower than this" is a plain proportion and its sequential
 * test stays valid: a quantile test by counting (Howard and Ramdas, "Sequential estimation of quantiles", Bernoulli 2022).
 */
export function latencyThresholds(baseline: LatencyHistogram): LatencyThresholds {
  if (totalOf(baseline) < REQUESTS_FOR_OWN_THRESHOLDS) return DEFAULT_THRESHOLDS;
  return { typicalMs: boundWhereSlower(baseline, TYPICAL_SLOWER), tailMs: boundWhereSlower(baseline, TAIL_SLOWER) };
}

/** Requests slower than a bound of the histogram, out of all. */
export function slowerThan(histogram: LatencyHistogram, thresholdMs: number): Proportion {
  const events = histogram.counts.reduce((sum, count, index) => {
    const isWithin = (histogram.boundsMs[index] ?? Number.POSITIVE_INFINITY) <= thresholdMs;
    return isWithin ? sum : sum + count;
  }, 0);
  return { events, trials: totalOf(histogram) };
}

/** The requests between two readings of one colour. */
export function histogramBetween(before: LatencyHistogram, after: LatencyHistogram): LatencyHistogram {
  const counts = after.counts.map((count, index) => Math.max(0, count - (before.counts[index] ?? 0)));
  return { boundsMs: after.boundsMs, counts };
}

function boundWhereSlower(histogram: LatencyHistogram, share: number): number {
  const found = histogram.boundsMs.find((bound) => {
    const { events, trials } = slowerThan(histogram, bound);
    return events / trials <= share;
  });
  return found ?? histogram.boundsMs.at(-1) ?? DEFAULT_THRESHOLDS.tailMs;
}

function totalOf(histogram: LatencyHistogram): number {
  return histogram.counts.reduce((sum, count) => sum + count, 0);
}
