import type { LatencyHistogram } from '../ports/metrics.ts';
import type { Proportion } from './confidence-sequence.ts';
import { histogramBetween, type LatencyThresholds, slowerThan } from './latency.ts';

const SPELL_MS = 2_000;
const NONE: Proportion = { events: 0, trials: 0 };

/**
 * The candidate's slow requests by spells of two seconds. A pause of a process (a busy core, a collection of garbage) delays
 * all that came meanwhile: those are one event, not fifty, while the sequential test counts on independent ones.
 */
export interface LatencySpells {
  readonly beganAtMs: number;
  readonly before: LatencyHistogram;
  /** The spell with the most slow requests so far, the current one included. */
  readonly worst: WorstSpells;
  readonly worstEnded: WorstSpells;
}

interface WorstSpells {
  readonly typical: Proportion;
  readonly tail: Proportion;
}

export function beginSpells(atMs: number, latency: LatencyHistogram): LatencySpells {
  const worst = { typical: NONE, tail: NONE };
  return { beganAtMs: atMs, before: latency, worst, worstEnded: worst };
}

export function lookAtSpell(
  spells: LatencySpells,
  thresholds: LatencyThresholds,
  atMs: number,
  latency: LatencyHistogram,
): LatencySpells {
  const current = histogramBetween(spells.before, latency);
  const worst = {
    typical: worseOf(spells.worstEnded.typical, slowerThan(current, thresholds.typicalMs)),
    tail: worseOf(spells.worstEnded.tail, slowerThan(current, thresholds.tailMs)),
  };
  if (atMs - spells.beganAtMs < SPELL_MS) return { ...spells, worst };
  return { beganAtMs: atMs, before: latency, worst, worstEnded: worst };
}

/** What is left of a count without one spell of it. */
export function withoutSpell(all: Proportion, spell: Proportion): Proportion {
  return { events: Math.max(0, all.events - spell.events), trials: Math.max(0, all.trials - spell.trials) };
}

function worseOf(one: Proportion, other: Proportion): Proportion {
  return other.events > one.events ? other : one;
}
