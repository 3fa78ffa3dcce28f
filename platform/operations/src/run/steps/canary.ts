import { OperationsError } from '../../errors.ts';
import { allTo } from '../../plan/plan-deployment.ts';
import type { CanaryStep } from '../../plan/step.ts';
import type { TrafficSplit } from '../../ports/driver-state.ts';
import { judge, reasonOf, type Verdict } from '../../verdict/judge.ts';
import { addSample, openWindow, type Window } from '../../verdict/window.ts';
import { type Measured, pauseAndHear, type RunContext } from '../context.ts';
import { checkTruth, firstSample, measuredVerdict, takeSample, verdictFailed } from './sample.ts';
import { emptyIn, sendUsers } from './send-users.ts';

const SYNTHETIC_REQUESTS_PER_POLL = 20;

/**
 * Gives the candidate its share under a lease and judges at every poll. Throws `verdict_failed` as soon as it is worse, and
 * `verdict_inconclusive` when a person has to decide; users are back on the baseline by then.
 */
export async function runCanary(context: RunContext, step: CanaryStep, isAgain: boolean): Promise<Measured> {
  const split = splitOf(step);
  const { clock } = context.ports;
  const beganAtMs = clock.nowMs();
  let window = openWindow(await firstSample(context, step, isAgain), context.verdict.memory.windowMs);
  for (;;) {
    await giveShare(context, step, split, window);
    const decision = await pauseAndHear(context, step.pollMs);
    await checkTruth(context, step, split);
    window = addSample(window, await takeSample(context, step));
    const verdict = judge(window, context.verdict, { alpha: step.falseAlarmChance, against: 'window' });
    const ageMs = clock.nowMs() - beganAtMs;
    const measured = measuredVerdict(verdict, ageMs);
    if (verdict.outcome === 'fail') throw verdictFailed(reasonOf(verdict), measured);
    if (decision?.kind === 'promote') return { ...measured, promotedBy: decision.actor };
    if (verdict.outcome === 'pass' && ageMs >= step.minMs) return measured;
    if (ageMs >= step.maxMs) await whenUndecided(context, step, verdict, window, ageMs);
  }
}

/** A candidate without a worker that answers has failed, whatever its figures say: a share would send users to nobody. */
async function giveShare(context: RunContext, step: CanaryStep, split: TrafficSplit, window: Window): Promise<void> {
  const request = { split, leaseMs: step.leaseMs, fence: context.held.token };
  try {
    await context.ports.driver.setTraffic(request);
  } catch (error) {
    const empty = emptyIn(error);
    if (empty === undefined) throw error;
    if (empty !== step.candidate.colour) return sendUsers(context, request);
    const { candidate } = await takeSample(context, step);
    const crashes = candidate.crashes - window.first.candidate.crashes;
    throw verdictFailed(`none of its workers answers, they crashed ${crashes} times`, { crashes });
  }
}

async function whenUndecided(
  context: RunContext,
  step: CanaryStep,
  verdict: Verdict,
  window: Window,
  ageMs: number,
): Promise<void> {
  const isLast = step.whenInconclusive === 'person' || ageMs >= 2 * step.maxMs;
  if (isLast) return stopForPerson(context, step, verdict, window);
  if (ageMs < step.maxMs + step.pollMs) {
    const how =
      step.whenInconclusive === 'hold' ? 'holds the share and measures on' : 'asks both colours harmless requests';
    context.report({ type: 'note', sentence: `${how}: ${reasonOf(verdict)}` });
  }
  if (step.whenInconclusive === 'synthetic')
    await context.ports.driver.sendSyntheticRequests(SYNTHETIC_REQUESTS_PER_POLL);
}

async function stopForPerson(context: RunContext, step: CanaryStep, verdict: Verdict, window: Window): Promise<never> {
  await sendUsers(context, { split: allTo(step.baseline.colour), fence: context.held.token });
  const requests = window.last.candidate.requests - window.first.candidate.requests;
  throw new OperationsError({
    code: 'verdict_inconclusive',
    message: `${requests} requests do not suffice to tell: ${reasonOf(verdict)}.`,
    remedy: `${step.candidate.colour} stays warm without users: decide with \`./ops promote\` or \`./ops abort\`.`,
    data: { requests },
  });
}

function splitOf({ candidate, share }: CanaryStep): TrafficSplit {
  return candidate.colour === 'blue' ? { blue: share, green: 1 - share } : { blue: 1 - share, green: share };
}
