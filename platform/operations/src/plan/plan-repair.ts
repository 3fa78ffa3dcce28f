import { differingRules } from '../balancer/read-settled.ts';
import { describeWeights, wantedWeights } from '../balancer/weights.ts';
import { OperationsError } from '../errors.ts';
import type { BalancerState, RolloutState, Weights } from '../ports/balancer.ts';
import type { Plan, RuleStep } from './step.ts';

/**
 * Sends every rule where the deployment asked it to, users first. `nothing_to_do` when all are right, `operation_under_way` while
 * a deployment still moves users, `traffic_mismatch` when nobody says where they belong, `colour_empty` when nobody would answer.
 */
export function planRepair(state: BalancerState, environment: string): Plan {
  const { rollout, live } = state;
  if (rollout?.isUnderWay === true) throw deploys(rollout);
  if (wantedWeights(state, 'production') === undefined) throw nobodySays(live.production);
  const steps = differingRules(state).map((rule): RuleStep => {
    const to = wantedWeights(state, rule) ?? live[rule];
    if (rule === 'production') refuseSilent(state, to);
    return { kind: 'rule', rule, from: live[rule], to, rollout: rollout?.id ?? null };
  });
  if (steps.length === 0) throw nothingDiffers(live.production);
  return {
    kind: 'repair',
    environment,
    from: null,
    to: null,
    notes: notesOf(state),
    steps,
    revertSteps: [],
    promotedAt: 0,
  };
}

function notesOf({ rollout, groups }: BalancerState): readonly string[] {
  return [
    rollout === undefined
      ? 'ECS lists no deployment any more'
      : `the newest deployment is ${rollout.id}, ${rollout.status}`,
    ...groups.map((group) => `${group.name} has ${group.healthyTargets} healthy of ${group.targets} targets`),
    'no task is started, stopped or replaced',
  ];
}

/** Users are never sent where nobody answers, whatever a deployment once asked for. */
function refuseSilent({ groups }: BalancerState, to: Weights): void {
  const silent = Object.keys(to).filter((name) => !groups.some((it) => it.name === name && it.healthyTargets > 0));
  if (silent.length === 0) return;
  throw new OperationsError({
    code: 'colour_empty',
    message: `The deployment asked for ${describeWeights(to)}, but nothing is healthy in ${silent.join(' and ')}.`,
    remedy: 'Read why its tasks do not answer; deploy the release that should have the users again.',
    data: { silent },
  });
}

function deploys({ id, status }: RolloutState): OperationsError {
  return new OperationsError({
    code: 'operation_under_way',
    message: `The deployment ${id} is ${status} and moves users by itself.`,
    remedy: 'Wait until it has ended, or stop it: `aws ecs stop-service-deployment --stop-type ROLLBACK`.',
    data: { rollout: id, status },
  });
}

function nobodySays(live: Weights): OperationsError {
  return new OperationsError({
    code: 'traffic_mismatch',
    message: `Users are sent to ${describeWeights(live)}, and no deployment says where they belong.`,
    remedy: 'Look at the service in ECS: it runs no release, or more than one.',
  });
}

function nothingDiffers(live: Weights): OperationsError {
  return new OperationsError({
    code: 'nothing_to_do',
    message: `Users are where they belong: ${describeWeights(live)}.`,
    remedy: 'Look at `./ops doctor` for what else may be wrong.',
  });
}
