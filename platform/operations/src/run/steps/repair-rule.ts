import { describeWeights, isSameWeights } from '../../balancer/weights.ts';
import { OperationsError } from '../../errors.ts';
import type { RuleStep } from '../../plan/step.ts';
import type { Balancer } from '../../ports/balancer.ts';
import type { Measured, RunContext } from '../context.ts';

const WRITES_MAX = 3;
const READINGS_MAX = 10;
const PAUSE_MS = 1_000;

/**
 * Reads, writes what was planned if all is as it was found, and reads until it shows. A write whose answer was lost is known by
 * the reading after it. Throws `assumption_broken`, `traffic_mismatch`, or what the last write threw.
 */
export async function repairRule(context: RunContext, step: RuleStep): Promise<Measured> {
  const balancer = requireBalancer(context.ports.balancer);
  let failure: unknown;
  for (let write = 1; write <= WRITES_MAX; write += 1) {
    if (await isDone(balancer, step)) return measuredOf(step, write - 1);
    context.held.check();
    try {
      failure = undefined;
      await balancer.setWeights(step.rule, step.to);
    } catch (error) {
      failure = error;
    }
    if (await showsInTime(context, balancer, step)) return measuredOf(step, write);
  }
  throw failure ?? notShown(step);
}

/** `./ops doctor --repair` needs one; a driver that owns its traffic has nothing that another could have changed. */
export function requireBalancer(balancer: Balancer | undefined): Balancer {
  if (balancer !== undefined) return balancer;
  throw new OperationsError({
    code: 'nothing_to_do',
    message: 'Here nobody else writes where users go, so nothing can have moved them.',
    remedy: 'On AWS set OPS_DRIVER=aws; on one machine use `./ops rollback` or `./ops deploy`.',
  });
}

async function isDone(balancer: Balancer, { rule, from, to, rollout }: RuleStep): Promise<boolean> {
  const state = await balancer.read();
  const live = state.live[rule];
  if (isSameWeights(live, to)) return true;
  const isAsFound = isSameWeights(live, from) && (state.rollout?.id ?? null) === rollout;
  if (isAsFound) return false;
  throw new OperationsError({
    code: 'assumption_broken',
    message: `The ${rule} rule or its deployment changed since the plan: it sends to ${describeWeights(live)} now.`,
    remedy: 'Look at `./ops doctor` and repair again if it is still wrong.',
  });
}

async function showsInTime(context: RunContext, balancer: Balancer, { rule, to }: RuleStep): Promise<boolean> {
  for (let reading = 1; reading <= READINGS_MAX; reading += 1) {
    if (isSameWeights((await balancer.read()).live[rule], to)) return true;
    await context.ports.clock.sleep(PAUSE_MS);
    context.held.check();
  }
  return false;
}

function measuredOf({ from, to }: RuleStep, writes: number): Measured {
  return { from: { ...from }, to: { ...to }, writes };
}

function notShown({ rule, to }: RuleStep): OperationsError {
  return new OperationsError({
    code: 'traffic_mismatch',
    message: `The ${rule} rule was told to send to ${describeWeights(to)}, but does not show it.`,
    remedy: 'Somebody else writes it: look at `./ops doctor` and at the trail for ModifyRule.',
  });
}
