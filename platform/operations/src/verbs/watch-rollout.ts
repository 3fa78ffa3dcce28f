import { differingRules, readSettled } from '../balancer/read-settled.ts';
import { describeWeights } from '../balancer/weights.ts';
import type { Examination } from '../doctor/examination.ts';
import { examineBalancer } from '../doctor/examine-balancer.ts';
import { OperationsError } from '../errors.ts';
import type { Balancer, BalancerState } from '../ports/balancer.ts';
import type { Clock } from '../ports/clock.ts';
import { requireBalancer } from '../run/steps/repair-rule.ts';
import type { Session } from './session.ts';

export interface WatchedRollout {
  /** Of the deployment, in the words of the cloud. */
  readonly status: string;
  readonly readings: number;
  /** The longest time for which the live rules were not what was asked for: the cloud takes some seconds over each step. */
  readonly longestDifferenceMs: number;
  /** What somebody should act on at the end, once the rules have come to rest. */
  readonly wrong: readonly Examination[];
}

const POLL_MS = 5_000;
const BEGINS_WITHIN_MS = 5 * 60_000;
const WATCHED_MAX_MS = 6 * 3_600_000;
/** Longer than the balancer takes to show what was written. */
const DIFFERENCE_TOLD_MS = 60_000;

/**
 * Follows a deployment to its end and compares the live rules with what was asked for at every reading; says so where they differ
 * for a minute, and where users are sent to nothing healthy. Changes nothing. Throws `driver_unavailable`, `nothing_to_do`.
 */
export async function watchRollout({ ports, environment, report }: Session): Promise<WatchedRollout> {
  const balancer = requireBalancer(ports.balancer);
  const { clock } = ports;
  const startedMs = clock.nowMs();
  const seen = { readings: 0, differsSinceMs: undefined as number | undefined, longestDifferenceMs: 0, told: '' };
  let state = await untilBegun(balancer, clock);
  for (
    ;
    state.rollout?.isUnderWay === true && clock.nowMs() - startedMs < WATCHED_MAX_MS;
    state = await balancer.read()
  ) {
    seen.readings += 1;
    const nowMs = clock.nowMs();
    seen.differsSinceMs = differingRules(state).length === 0 ? undefined : (seen.differsSinceMs ?? nowMs);
    const forMs = nowMs - (seen.differsSinceMs ?? nowMs);
    seen.longestDifferenceMs = Math.max(seen.longestDifferenceMs, forMs);
    const sentence = sentenceFor(state, examineBalancer(state, environment), forMs);
    if (sentence !== seen.told) report({ type: 'note', sentence });
    seen.told = sentence;
    await clock.sleep(POLL_MS);
  }
  const wrong = examineBalancer(await readSettled(balancer, clock), environment).filter((it) => it.health === 'wrong');
  const { readings, longestDifferenceMs } = seen;
  return { status: state.rollout?.status ?? 'unknown', readings, longestDifferenceMs, wrong };
}

/** CloudFormation takes its time before it asks ECS to deploy: what ended long ago is not what is to be watched. */
async function untilBegun(balancer: Balancer, clock: Clock): Promise<BalancerState> {
  for (let waitedMs = 0; waitedMs <= BEGINS_WITHIN_MS; waitedMs += POLL_MS) {
    const state = await balancer.read();
    if (state.rollout?.isUnderWay === true) return state;
    await clock.sleep(POLL_MS);
  }
  throw new OperationsError({
    code: 'nothing_to_do',
    message: `No deployment began within ${BEGINS_WITHIN_MS / 60_000} minutes.`,
    remedy: 'Look at the stack in CloudFormation; `./ops doctor` compares what is at rest.',
  });
}

function sentenceFor({ rollout, live }: BalancerState, found: readonly Examination[], differsForMs: number): string {
  const wrong = found.filter((it) => it.health === 'wrong').map((it) => it.found);
  const users = `users go to ${describeWeights(live.production)}`;
  const late = differsForMs >= DIFFERENCE_TOLD_MS ? ', which is not what was asked for, for a minute and more' : '';
  return [`${rollout?.stage ?? rollout?.status ?? 'at rest'}: ${users}${late}`, ...wrong].join('. ');
}
