import type { BalancerState, RuleName, Weights } from '../ports/balancer.ts';

const WHOLE = 100;

/**
 * Where a rule should send its users by what was asked of the deployment; undefined when nobody said. A service at rest with one
 * release means that release, even where its shares are no longer told.
 */
export function wantedWeights({ revisions, rollout }: BalancerState, rule: RuleName): Weights | undefined {
  const asked: Record<string, number> = {};
  for (const { group, wanted } of revisions) asked[group] = (asked[group] ?? 0) + (wanted[rule] ?? 0);
  if (sumOf(asked) === WHOLE) return withoutZeros(asked);
  const running = revisions.filter(({ runningTasks }) => runningTasks > 0);
  const [only] = running;
  const isSettled = rollout?.isUnderWay !== true && running.length === 1;
  return rule === 'production' && isSettled && only !== undefined ? { [only.group]: WHOLE } : undefined;
}

/** Whether two rules send their users to the same places; only shares count, not how they are written. */
export function isSameWeights(one: Weights, other: Weights): boolean {
  const [left, right] = [sharesOf(one), sharesOf(other)];
  const groups = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...groups].every((group) => Math.abs((left[group] ?? 0) - (right[group] ?? 0)) < 1e-9);
}

/** `sp-production-green 95 %, sp-production-blue 5 %`; the largest first. */
export function describeWeights(weights: Weights): string {
  const shares = Object.entries(sharesOf(weights)).sort(([, one], [, other]) => other - one);
  if (shares.length === 0) return 'nowhere';
  return shares.map(([group, share]) => `${group} ${Math.round(share * 10 * WHOLE) / 10} %`).join(', ');
}

function sharesOf(weights: Weights): Readonly<Record<string, number>> {
  const sum = sumOf(weights);
  return Object.fromEntries(Object.entries(withoutZeros(weights)).map(([group, weight]) => [group, weight / sum]));
}

function withoutZeros(weights: Weights): Weights {
  return Object.fromEntries(Object.entries(weights).filter(([, weight]) => weight > 0));
}

function sumOf(weights: Weights): number {
  return Object.values(weights).reduce((sum, weight) => sum + weight, 0);
}
