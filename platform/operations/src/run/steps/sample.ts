import { OperationsError } from '../../errors.ts';
import type { Placement } from '../../plan/step.ts';
import type { TrafficSplit } from '../../ports/driver-state.ts';
import { reasonOf, type Verdict } from '../../verdict/judge.ts';
import type { Sample } from '../../verdict/window.ts';
import type { Measured, RunContext } from '../context.ts';

export interface Compared {
  readonly candidate: Placement;
  readonly baseline: Placement;
}

/** Both colours' figures now, and the old one's when it was as old as the new one is. */
export async function takeSample({ ports }: RunContext, { candidate, baseline }: Compared): Promise<Sample> {
  const [ofCandidate, ofBaseline] = [
    await ports.driver.metrics(candidate.colour),
    await ports.driver.metrics(baseline.colour),
  ];
  if (ofCandidate === undefined || ofBaseline === undefined) throw noFigures();
  const atSameAge = await ports.driver.metrics(baseline.colour, ofCandidate.ageMs);
  return { atMs: ports.clock.nowMs(), candidate: ofCandidate, baseline: ofBaseline, baselineAtSameAge: atSameAge };
}

/**
 * The sample a window begins with. What is wrong with money by then was wrong before and is not held against the candidate,
 * unless it had users already, under a command that died: then nobody can tell, and it goes back.
 */
export async function firstSample(context: RunContext, step: Compared, isAgain: boolean): Promise<Sample> {
  const sample = await takeSample(context, step);
  if (!isAgain) return sample;
  const { candidate, baseline } = sample;
  return { ...sample, candidate: { ...candidate, invariants: [] }, baseline: { ...baseline, invariants: [] } };
}

/** Throws when the candidate has failed, is not what was started, or users are not where this command sent them. */
export async function checkTruth(context: RunContext, { candidate }: Compared, split: TrafficSplit): Promise<void> {
  const state = await context.ports.driver.inspect();
  const running = state[candidate.colour];
  if (running?.failure !== undefined || running?.release !== candidate.release) {
    throw verdictFailed(`${candidate.colour} no longer runs: ${running?.failure?.detail ?? 'it is gone'}`, {});
  }
  if (Math.abs(state.split.green - split.green) < 1e-9 && Math.abs(state.split.blue - split.blue) < 1e-9) return;
  throw new OperationsError({
    code: 'traffic_mismatch',
    message: `Users are not where they were sent: ${JSON.stringify(state.split)} instead of ${JSON.stringify(split)}.`,
    remedy: 'Find out who else changes traffic, or whether this command was suspended for too long; then deploy again.',
    data: { wanted: split, found: state.split },
  });
}

export function verdictFailed(because: string, data: Measured): OperationsError {
  return new OperationsError({
    code: 'verdict_failed',
    message: `The new release is worse: ${because}.`,
    remedy: 'Repair it and deploy again; `./ops history --json` keeps the figures.',
    data,
  });
}

/** A verdict as the ledger keeps it. */
export function measuredVerdict(verdict: Verdict, tookMs: number): Measured {
  return {
    verdict: verdict.outcome,
    because: reasonOf(verdict),
    tookMs,
    candidate: { failures: verdict.candidate.events, requests: verdict.candidate.trials },
    baseline: { failures: verdict.baseline.events, requests: verdict.baseline.trials },
    findings: verdict.findings.map((finding) => ({ ...finding })),
  };
}

function noFigures(): OperationsError {
  return new OperationsError({
    code: 'driver_unavailable',
    message: 'A running colour gave no figures.',
    remedy: 'Look at `./ops doctor`.',
  });
}
