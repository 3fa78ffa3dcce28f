import { type Interval, type Proportion, proportionInterval } from './confidence-sequence.ts';

export interface ComparisonSettings {
  /** Chance of ever calling equal ones different. */
  readonly alpha: number;
  /** Chance of ever calling one fine whose true difference is `margin` or more. */
  readonly beta: number;
  /** A difference up to this is nobody's business, however certain. */
  readonly tolerance: number;
  /** It is fine once it is certain that the difference is below this. */
  readonly margin: number;
}

export interface Comparison {
  readonly decision: 'worse' | 'fine' | 'unknown';
  readonly candidate: Interval;
  readonly baseline: Interval;
}

/**
 * Sequential comparison of a candidate with one or more baselines; valid at every look. Worse: the candidate's lower bound
 * is above every baseline's upper bound plus the tolerance (each bound at alpha/2, so a false alarm has a chance of at most
 * alpha). Fine: its upper bound is below the highest baseline's lower bound plus the margin.
 */
export function compareProportions(
  candidate: Proportion,
  baselines: readonly Proportion[],
  settings: ComparisonSettings,
): Comparison {
  const forWorse = proportionInterval(candidate, settings.alpha / 2);
  const worseThan = baselines.map((one) => proportionInterval(one, settings.alpha / 2));
  const highest = worseThan.reduce((most, one) => (one.upper > most.upper ? one : most), worseThan[0] ?? NOTHING_KNOWN);
  const bounds = { candidate: forWorse, baseline: highest };
  if (forWorse.lower > highest.upper + settings.tolerance) return { decision: 'worse', ...bounds };
  const forFine = proportionInterval(candidate, settings.beta / 2);
  const known = Math.max(0, ...baselines.map((one) => proportionInterval(one, settings.beta / 2).lower));
  return { decision: forFine.upper < known + settings.margin ? 'fine' : 'unknown', ...bounds };
}

const NOTHING_KNOWN: Interval = { lower: 0, upper: 1 };
