import { allTo } from '../../plan/plan-deployment.ts';
import type { BakeStep } from '../../plan/step.ts';
import { judge, reasonOf } from '../../verdict/judge.ts';
import { addSample, openWindow, type Sample, type Window } from '../../verdict/window.ts';
import { type Measured, pauseAndHear, type RunContext } from '../context.ts';
import { checkTruth, firstSample, measuredVerdict, takeSample, verdictFailed } from './sample.ts';

/** Errors late in a long bake must not drown in the good minutes before, so they are counted afresh in windows this long. */
const WINDOW_MS = 15_000;

/** The whole bake, for what grows slowly, and its newest stretch, for what breaks suddenly. */
interface Watch {
  readonly whole: Window;
  readonly newest: Window;
}

/**
 * Watches the release that has all users while the old one stays warm. The old one has no users to compare with now, so
 * its past stands for it. Throws `verdict_failed` as soon as users are worse off, which sends them back.
 */
export async function bake(context: RunContext, step: BakeStep, isAgain: boolean): Promise<Measured> {
  const { clock } = context.ports;
  const beganAtMs = clock.nowMs();
  const split = allTo(step.candidate.colour);
  const memoryWindowMs = context.verdict.memory.windowMs;
  const opened = openWindow(await firstSample(context, step, isAgain), memoryWindowMs);
  let watch: Watch = { whole: opened, newest: opened };
  for (;;) {
    const decision = await pauseAndHear(context, step.pollMs);
    await checkTruth(context, step, split);
    watch = watchOn(watch, await takeSample(context, step), memoryWindowMs);
    const ageMs = clock.nowMs() - beganAtMs;
    const measured = judgeBake(context, step, watch, ageMs);
    if (decision?.kind === 'promote') return { ...measured, promotedBy: decision.actor };
    if (ageMs >= step.durationMs) return measured;
  }
}

function watchOn({ whole, newest }: Watch, sample: Sample, memoryWindowMs: number): Watch {
  const isOver = newest.last.atMs - newest.first.atMs >= WINDOW_MS;
  const current = isOver ? openWindow(newest.last, memoryWindowMs) : newest;
  return { whole: addSample(whole, sample), newest: addSample(current, sample) };
}

/** Half of the step's chance of a false alarm is for the whole, half shared by the stretches. */
function judgeBake(context: RunContext, step: BakeStep, watch: Watch, ageMs: number): Measured {
  const stretches = Math.max(1, Math.ceil(step.durationMs / WINDOW_MS));
  const ofWhole = judge(watch.whole, context.verdict, { alpha: step.falseAlarmChance / 2, against: 'past' });
  const ofNewest = judge(watch.newest, context.verdict, {
    alpha: step.falseAlarmChance / 2 / stretches,
    against: 'past',
  });
  const failed = [ofWhole, ofNewest].find((verdict) => verdict.outcome === 'fail');
  if (failed !== undefined) throw verdictFailed(reasonOf(failed), measuredVerdict(failed, ageMs));
  return measuredVerdict(ofWhole, ageMs);
}
