import type { ColourMetrics, LatencyHistogram } from '../ports/metrics.ts';
import { type ComparisonSettings, compareProportions } from './compare-proportions.ts';
import type { Proportion } from './confidence-sequence.ts';
import { histogramBetween, slowerThan } from './latency.ts';
import { withoutSpell } from './latency-spells.ts';
import { findLeak } from './leak.ts';
import { ALPHA_SHARES, type VerdictSettings } from './settings.ts';
import type { Window } from './window.ts';

export type VerdictOutcome = 'pass' | 'fail' | 'inconclusive';

export interface Finding {
  readonly test: 'errors' | 'typical latency' | 'tail latency' | 'memory' | 'crashes' | 'invariants';
  readonly outcome: VerdictOutcome;
  /** One sentence with the figures. */
  readonly because: string;
}

export interface Verdict {
  readonly outcome: VerdictOutcome;
  readonly findings: readonly Finding[];
  readonly candidate: Proportion;
  readonly baseline: Proportion;
}

const COLD_MS = 5_000;

/** What the candidate is compared with. */
export interface JudgeOptions {
  /** Chance of a false alarm in this window. */
  readonly alpha: number;
  /** `window`: the baseline's users of the same minutes. `past`: all its users before, when it has none now. */
  readonly against: 'window' | 'past';
}

/**
 * Green against blue, from what a window has seen so far; may be asked at every look. Fails as soon as one test fails,
 * passes when all pass. Errors are compared with the same minutes (the weather is the same for both); latency and memory
 * also with blue at the same age, so that a cold process is not blamed for being cold.
 */
export function judge(window: Window, settings: VerdictSettings, options: JudgeOptions): Verdict {
  const requests = requestsOf(window, options.against);
  const findings = [
    judgeInvariants(window),
    judgeCrashes(window, settings),
    judgeErrors(requests, settings, options.alpha * ALPHA_SHARES.errors),
    judgeLatency('typical latency', window, settings, options),
    judgeLatency('tail latency', window, settings, options),
    judgeMemory(window, settings, options.alpha * ALPHA_SHARES.memory),
  ];
  return { outcome: worstOf(findings), findings, candidate: requests.candidate, baseline: requests.baseline };
}

/** The sentences of the findings that decided: those that failed, or those that are still open, or the errors. */
export function reasonOf(verdict: Verdict): string {
  if (verdict.outcome === 'inconclusive' && verdict.candidate.trials === 0) return 'nobody asked it anything';
  const decisive = verdict.findings.filter((finding) => finding.outcome === verdict.outcome);
  const shown = verdict.outcome === 'pass' ? decisive.filter((finding) => finding.test === 'errors') : decisive;
  return shown.map((finding) => finding.because).join('; ');
}

function worstOf(findings: readonly Finding[]): VerdictOutcome {
  if (findings.some((finding) => finding.outcome === 'fail')) return 'fail';
  return findings.every((finding) => finding.outcome === 'pass') ? 'pass' : 'inconclusive';
}

function requestsOf({ first, last }: Window, against: JudgeOptions['against']) {
  return {
    candidate: failuresBetween(first.candidate, last.candidate),
    baseline:
      against === 'past'
        ? { events: last.baseline.failures, trials: last.baseline.requests }
        : failuresBetween(first.baseline, last.baseline),
  };
}

function judgeErrors(
  requests: { readonly candidate: Proportion; readonly baseline: Proportion },
  settings: VerdictSettings,
  alpha: number,
): Finding {
  const comparison = { alpha, beta: settings.missChance, ...settings.errors };
  const { candidate, baseline } = requests;
  return compared('errors', candidate, [baseline], comparison, 'failed');
}

function judgeLatency(
  test: 'typical latency' | 'tail latency',
  window: Window,
  settings: VerdictSettings,
  options: JudgeOptions,
): Finding {
  const isTail = test === 'tail latency';
  const bounds = isTail ? settings.tailLatency : settings.typicalLatency;
  const alpha = options.alpha * (isTail ? ALPHA_SHARES.tailLatency : ALPHA_SHARES.typicalLatency);
  const thresholdMs = isTail ? window.thresholds.tailMs : window.thresholds.typicalMs;
  const { first, last } = window;
  const candidate = slowerThan(histogramBetween(first.candidate.latency, last.candidate.latency), thresholdMs);
  const baselines = latenciesToCompare(window, options.against).map((one) => slowerThan(one, thresholdMs));
  const comparison = { alpha, beta: settings.missChance, ...bounds };
  const finding = compared(test, candidate, baselines, comparison, `took over ${thresholdMs} ms`);
  if (finding.outcome !== 'fail') return finding;
  // One pause is not slowness: a slow release is slow in its other spells as well.
  const { worst } = window.spells;
  const others = withoutSpell(candidate, isTail ? worst.tail : worst.typical);
  const { decision } = compareProportions(others, baselines, comparison);
  return decision === 'worse' ? finding : { ...finding, outcome: 'inconclusive' };
}

function latenciesToCompare({ first, last }: Window, against: JudgeOptions['against']): readonly LatencyHistogram[] {
  const sameTime =
    against === 'past' ? last.baseline.latency : histogramBetween(first.baseline.latency, last.baseline.latency);
  if (first.baselineAtSameAge === undefined || last.baselineAtSameAge === undefined) return [sameTime];
  const sameAge = histogramBetween(first.baselineAtSameAge.latency, last.baselineAtSameAge.latency);
  const hadUsers = sameAge.counts.some((count) => count > 0);
  // A cold process is not judged before it is known how the old one did when cold: an empty baseline excuses anything.
  return hadUsers || last.candidate.ageMs < COLD_MS ? [sameTime, sameAge] : [sameTime];
}

function compared(
  test: Finding['test'],
  candidate: Proportion,
  baselines: readonly Proportion[],
  settings: ComparisonSettings,
  what: string,
): Finding {
  const { decision } = compareProportions(candidate, baselines, settings);
  const against = baselines.map((one) => percent(one)).join(' and ');
  const because = `${percent(candidate)} of its requests ${what}, the old release's ${against}`;
  const outcome = decision === 'worse' ? 'fail' : decision === 'fine' ? 'pass' : 'inconclusive';
  return { test, outcome, because };
}

function judgeMemory(window: Window, settings: VerdictSettings, alpha: number): Finding {
  const leak = findLeak(window.candidateFloors, window.baselineFloors, { ...settings.memory, alpha });
  const because = `memory grows by ${mebibytes(leak.bytesPerHour)} MiB an hour, the old release's grew by ${mebibytes(leak.baselineBytesPerHour)} at that age`;
  return { test: 'memory', outcome: leak.isLeaking ? 'fail' : 'pass', because };
}

function judgeCrashes({ first, last }: Window, settings: VerdictSettings): Finding {
  const crashes = last.candidate.crashes - first.candidate.crashes;
  const ofBaseline = last.baseline.crashes - first.baseline.crashes;
  const because = `its workers crashed ${crashes} times, the old release's ${ofBaseline}`;
  const isWorse = crashes > ofBaseline;
  const outcome = isWorse && crashes >= settings.crashes ? 'fail' : isWorse ? 'inconclusive' : 'pass';
  return { test: 'crashes', outcome, because };
}

/** A rule about money that held when the window began must hold: one break is enough, whichever colour reports it. */
function judgeInvariants({ first, last }: Window): Finding {
  const brokenBefore = new Set([...broken(first.candidate), ...broken(first.baseline)].map((one) => one.name));
  const brokenNow = [...broken(last.candidate), ...broken(last.baseline)].filter((one) => !brokenBefore.has(one.name));
  const because = brokenNow.map((one) => `${one.name}: ${one.detail}`).join('; ');
  if (brokenNow.length > 0) return { test: 'invariants', outcome: 'fail', because: `money is wrong: ${because}` };
  return { test: 'invariants', outcome: 'pass', because: `${last.candidate.invariants.length} money rules hold` };
}

function broken(metrics: ColourMetrics) {
  return metrics.invariants.filter((invariant) => !invariant.holds);
}

function failuresBetween(before: ColourMetrics, after: ColourMetrics): Proportion {
  const trials = after.requests - before.requests;
  return { events: Math.min(trials, after.failures - before.failures), trials };
}

function percent({ events, trials }: Proportion): string {
  return trials === 0 ? 'none (0 of 0)' : `${((100 * events) / trials).toFixed(2)} % (${events} of ${trials})`;
}

function mebibytes(bytes: number): string {
  return (bytes / 1_048_576).toFixed(0);
}
