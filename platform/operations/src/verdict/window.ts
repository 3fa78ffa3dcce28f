import type { ColourMetrics } from '../ports/metrics.ts';
import { type LatencyThresholds, latencyThresholds } from './latency.ts';
import { beginSpells, type LatencySpells, lookAtSpell } from './latency-spells.ts';
import { addMemorySample, emptyFloors, type MemoryFloors } from './leak.ts';

/** What is read at one look: the candidate, the baseline now, and the baseline when it was as old as the candidate is. */
export interface Sample {
  readonly atMs: number;
  readonly candidate: ColourMetrics;
  readonly baseline: ColourMetrics;
  /** Undefined when nobody kept it. */
  readonly baselineAtSameAge: ColourMetrics | undefined;
}

/** A stretch of time in which a candidate is compared with a baseline. */
export interface Window {
  readonly first: Sample;
  readonly last: Sample;
  readonly thresholds: LatencyThresholds;
  readonly spells: LatencySpells;
  readonly candidateFloors: MemoryFloors;
  readonly baselineFloors: MemoryFloors;
}

/** Thresholds come from the baseline's whole past, so they are fixed before the window's first request. */
export function openWindow(first: Sample, memoryWindowMs: number): Window {
  const floors = emptyFloors(memoryWindowMs);
  const thresholds = latencyThresholds(first.baseline.latency);
  const spells = beginSpells(first.atMs, first.candidate.latency);
  return withMemory({ first, last: first, thresholds, spells, candidateFloors: floors, baselineFloors: floors }, first);
}

export function addSample(window: Window, sample: Sample): Window {
  const spells = lookAtSpell(window.spells, window.thresholds, sample.atMs, sample.candidate.latency);
  return withMemory({ ...window, last: sample, spells }, sample);
}

function withMemory(window: Window, sample: Sample): Window {
  const { candidate, baselineAtSameAge } = sample;
  const baselineFloors =
    baselineAtSameAge === undefined
      ? window.baselineFloors
      : addMemorySample(window.baselineFloors, sample.atMs, baselineAtSameAge.memoryBytes);
  const candidateFloors = addMemorySample(window.candidateFloors, sample.atMs, candidate.memoryBytes);
  return { ...window, candidateFloors, baselineFloors };
}
