import type { Action, Rule } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Balancer, RuleName, Weights } from '@shared-payments/operations';
import { ask } from '../ask.ts';
import type { Clients } from '../clients.ts';
import type { Where } from '../where.ts';
import { findService } from './find-service.ts';
import { nameOfGroup, readBalancer, readRule } from './read-balancer.ts';

/** The balancer of an environment, whose rules ECS writes while it deploys. */
export function awsBalancer(clients: Clients, where: Where): Balancer {
  return {
    read: () => readBalancer(clients, where),
    setWeights: (rule, weights) => setWeights(clients, where, rule, weights),
  };
}

async function setWeights(clients: Clients, where: Where, name: RuleName, weights: Weights): Promise<void> {
  const { ModifyRuleCommand } = await import('@aws-sdk/client-elastic-load-balancing-v2');
  const { rules, groups } = await findService(clients, where);
  const RuleArn = rules[name];
  const Actions = withWeights(await readRule(clients, RuleArn), groups, weights);
  const balancers = await clients.balancerWrites();
  await ask(`change the ${name} rule`, () => balancers.send(new ModifyRuleCommand({ RuleArn, Actions })));
}

/** Both colours stay in the rule, one of them with 0: ECS refuses to deploy by a rule that lacks one. */
function withWeights({ Actions = [] }: Rule, groups: readonly string[], weights: Weights): Action[] {
  const TargetGroups = groups.map((TargetGroupArn) => ({
    TargetGroupArn,
    Weight: weights[nameOfGroup(TargetGroupArn)] ?? 0,
  }));
  const forward = Actions.find(({ Type }) => Type === 'forward');
  const { TargetGroupStickinessConfig } = forward?.ForwardConfig ?? {};
  const ForwardConfig = { TargetGroups, ...(TargetGroupStickinessConfig && { TargetGroupStickinessConfig }) };
  const { Order } = forward ?? {};
  const others = Actions.filter(({ Type }) => Type !== 'forward');
  return [...others, { Type: 'forward', ...(Order !== undefined && { Order }), ForwardConfig }];
}
