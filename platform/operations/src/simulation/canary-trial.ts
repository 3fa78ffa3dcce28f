import { type JudgeOptions, judge, reasonOf, type Verdict } from '../verdict/judge.ts';
import { defaultVerdictSettings } from '../verdict/settings.ts';
import { addSample, openWindow, type Sample } from '../verdict/window.ts';
import { type Behaviour, healthy } from './behaviour.ts';
import { simulatedClock } from './clock.ts';
import { type SimulatedMachine, simulatedMachine } from './machine.ts';
import { seededRandom } from './random.ts';

export interface CanaryTrial {
  readonly seed: number;
  readonly candidate: Behaviour;
  readonly requestsPerSecond: number;
  readonly share: number;
  readonly minMs: number;
  readonly maxMs: number;
  readonly pollMs: number;
  readonly options: JudgeOptions;
}

export interface CanaryTrialResult {
  readonly verdict: Verdict;
  readonly reason: string;
  readonly tookMs: number;
  /** Failed answers and all answers, of both colours, during the trial. */
  readonly badAnswers: number;
  readonly answers: number;
}

const OLD_AGE_MS = 20_000;

/** A canary of a candidate against a healthy release, judged at every poll as a deployment does, without a plan around it. */
export async function runCanaryTrial(trial: CanaryTrial): Promise<CanaryTrialResult> {
  const clock = simulatedClock();
  const { requestsPerSecond } = trial;
  const behaviours = new Map([
    ['old', healthy],
    ['new', trial.candidate],
  ]);
  const machine = simulatedMachine({ clock, random: seededRandom(trial.seed), requestsPerSecond, behaviours });
  await machine.start({ colour: 'blue', release: 'old', workers: 1, environment: 'local', fence: 1 });
  await clock.sleep(healthy.bootMs);
  await machine.setTraffic({ split: { blue: 1, green: 0 }, fence: 1 });
  await clock.sleep(OLD_AGE_MS);
  await machine.start({ colour: 'green', release: 'new', workers: 1, environment: 'local', fence: 1 });
  await clock.sleep(trial.candidate.bootMs);
  const first = await sampleOf(machine, clock.nowMs());
  await machine.setTraffic({ split: { blue: 1 - trial.share, green: trial.share }, fence: 1 });
  let window = openWindow(first, defaultVerdictSettings.memory.windowMs);
  let verdict = judge(window, defaultVerdictSettings, trial.options);
  while (isOpen(verdict, clock.nowMs() - first.atMs, trial)) {
    await clock.sleep(trial.pollMs);
    window = addSample(window, await sampleOf(machine, clock.nowMs()));
    verdict = judge(window, defaultVerdictSettings, trial.options);
  }
  const { candidate, baseline } = window.last;
  return {
    verdict,
    reason: reasonOf(verdict),
    tookMs: clock.nowMs() - first.atMs,
    badAnswers: candidate.failures + baseline.failures - first.baseline.failures,
    answers: candidate.requests + baseline.requests - first.baseline.requests,
  };
}

function isOpen(verdict: Verdict, ageMs: number, { minMs, maxMs }: CanaryTrial): boolean {
  if (verdict.outcome === 'fail' || ageMs >= maxMs) return false;
  return verdict.outcome === 'inconclusive' || ageMs < minMs;
}

async function sampleOf(machine: SimulatedMachine, atMs: number): Promise<Sample> {
  const candidate = await machine.metrics('green');
  const baseline = await machine.metrics('blue');
  if (candidate === undefined || baseline === undefined) throw new Error('a running colour has metrics');
  return { atMs, candidate, baseline, baselineAtSameAge: await machine.metrics('blue', candidate.ageMs) };
}
