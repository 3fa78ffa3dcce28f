import type { Balancer, BalancerState, RuleName } from '../ports/balancer.ts';
import type { Clock } from '../ports/clock.ts';
import { isSameWeights, wantedWeights } from './weights.ts';

export const RULES: readonly RuleName[] = ['production', 'test'];

const READINGS = 3;
const PAUSE_MS = 2_000;

/** What the balancer really does: a difference that one reading shows may be a reading that is old, so it is read again. */
export async function readSettled(balancer: Balancer, clock: Clock): Promise<BalancerState> {
  let state = await balancer.read();
  for (let reading = 1; reading < READINGS && differingRules(state).length > 0; reading += 1) {
    await clock.sleep(PAUSE_MS);
    state = await balancer.read();
  }
  return state;
}

/** The rules that send users elsewhere than was asked. */
export function differingRules(state: BalancerState): readonly RuleName[] {
  return RULES.filter((rule) => {
    const wanted = wantedWeights(state, rule);
    return wanted !== undefined && !isSameWeights(wanted, state.live[rule]);
  });
}
