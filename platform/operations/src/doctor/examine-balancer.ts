import { RULES } from '../balancer/read-settled.ts';
import { describeWeights, isSameWeights, wantedWeights } from '../balancer/weights.ts';
import type { Environment } from '../environments.ts';
import type { BalancerState, RuleName } from '../ports/balancer.ts';
import { type Examination, odd, sound, wrong } from './examination.ts';

const REPAIR = 'See `./ops doctor --repair --dry-run`, then `./ops doctor --repair -r "why"`.';
const WAIT = 'It moves users by itself; look again when it has ended.';
const STOP = '`aws ecs stop-service-deployment --stop-type ROLLBACK` sends users back.';

/** Compares where users are sent with where the deployment means them to be, and whether anybody answers there. */
export function examineBalancer(state: BalancerState, environment: Environment): readonly Examination[] {
  return [
    examineUsers(state),
    examineTargets(state, environment.scaling.min),
    ...RULES.filter((rule) => rule !== 'production').map((rule) => examineRule(state, rule)),
    examineRollout(state),
  ];
}

function examineUsers(state: BalancerState): Examination {
  const lost = groupsWithoutAnswer(state);
  if (lost.length === 0) return examineRule(state, 'production');
  const found = `Users are sent to ${lost.join(' and ')}, where nothing is healthy.`;
  return wrong('users', found, state.rollout?.isUnderWay === true ? STOP : REPAIR);
}

function examineRule(state: BalancerState, rule: RuleName): Examination {
  const check = rule === 'production' ? 'users' : `${rule} rule`;
  const live = `The ${rule} rule sends to ${describeWeights(state.live[rule])}`;
  const wanted = wantedWeights(state, rule);
  if (wanted === undefined) {
    if (rule === 'test') return sound(check, `${live}; the deployment asks for nothing else.`);
    return odd(check, `${live}; no deployment says where users belong.`, 'Look at the service in ECS.');
  }
  if (isSameWeights(wanted, state.live[rule])) return sound(check, `${live}, as the deployment asked.`);
  const found = `${live}, but the deployment asked for ${describeWeights(wanted)}.`;
  return state.rollout?.isUnderWay === true ? odd(check, found, WAIT) : wrong(check, found, REPAIR);
}

function examineTargets({ groups, live }: BalancerState, min: number): Examination {
  const withUsers = groups.filter(({ name }) => (live.production[name] ?? 0) > 0);
  const healthy = withUsers.reduce((sum, group) => sum + group.healthyTargets, 0);
  const told = withUsers.map((it) => `${it.healthyTargets} of ${it.targets} in ${it.name}`).join(', ') || 'none';
  if (healthy >= min) return sound('targets', `Healthy where users are: ${told}.`);
  return wrong(
    'targets',
    `Healthy where users are: ${told}; at least ${min} are meant to be.`,
    'Read the log of the API.',
  );
}

function examineRollout({ rollout }: BalancerState): Examination {
  if (rollout === undefined) return odd('rollout', 'ECS knows no deployment of the service.', 'Deploy (docs/aws.md).');
  const { status, stage, id } = rollout;
  const at = stage === undefined ? '' : ` at ${stage}`;
  if (rollout.isUnderWay) return sound('rollout', `${id} is ${status}${at}.`);
  if (status === 'SUCCESSFUL') return sound('rollout', `The newest deployment, ${id}, succeeded.`);
  if (status === 'ROLLBACK_SUCCESSFUL') return odd('rollout', `${id} was taken back.`, 'Read why before the next one.');
  return wrong('rollout', `${id} ended as ${status}${at}.`, 'Deploy the release that should have the users again.');
}

/** Groups that have a share of the users and nobody healthy to answer them. */
function groupsWithoutAnswer({ live, groups }: BalancerState): readonly string[] {
  const isSilent = (name: string) => groups.find((group) => group.name === name)?.healthyTargets === 0;
  return Object.entries(live.production).flatMap(([name, weight]) => (weight > 0 && isSilent(name) ? [name] : []));
}
