import type { ServiceDeployment, ServiceRevision, ServiceRevisionSummary } from '@aws-sdk/client-ecs';
import type { Rule, TargetHealthDescription } from '@aws-sdk/client-elastic-load-balancing-v2';
import type {
  BalancerState,
  RevisionState,
  RolloutState,
  TargetGroupState,
  Weights,
} from '@shared-payments/operations';
import { ask } from '../ask.ts';
import type { Clients } from '../clients.ts';
import type { Where } from '../where.ts';
import { type FoundService, findService } from './find-service.ts';

const UNDER_WAY = ['PENDING', 'IN_PROGRESS', 'STOP_REQUESTED', 'ROLLBACK_REQUESTED', 'ROLLBACK_IN_PROGRESS'];

/** What ECS was asked for and what the balancer does, from both of them, at about the same moment. Throws `driver_unavailable`. */
export async function readBalancer(clients: Clients, where: Where): Promise<BalancerState> {
  const found = await findService(clients, where);
  const [revisions, production, test, groups] = await Promise.all([
    readRevisions(clients, found),
    readRule(clients, found.rules.production),
    readRule(clients, found.rules.test),
    Promise.all(found.groups.map((group) => readGroup(clients, group))),
  ]);
  const { deployment } = found;
  return {
    rollout: deployment === undefined ? undefined : rolloutOf(deployment),
    revisions,
    live: { production: weightsOf(production), test: weightsOf(test) },
    groups,
  };
}

/** The rule as the balancer has it. Throws `driver_unavailable`. */
export async function readRule(clients: Clients, arn: string): Promise<Rule> {
  const { DescribeRulesCommand } = await import('@aws-sdk/client-elastic-load-balancing-v2');
  const balancers = await clients.balancers();
  const answer = await ask('describe the rule', () => balancers.send(new DescribeRulesCommand({ RuleArns: [arn] })));
  return answer.Rules?.[0] ?? {};
}

/** `sp-production-blue` of `arn:…:targetgroup/sp-production-blue/6d0e…`. */
export function nameOfGroup(arn: string): string {
  return arn.split('/').at(-2) ?? arn;
}

function weightsOf({ Actions = [] }: Rule): Weights {
  const forward = Actions.find(({ Type }) => Type === 'forward');
  const groups = forward?.ForwardConfig?.TargetGroups ?? [];
  // A rule with one group may name it without a weight.
  const alone = groups.length === 0 && forward?.TargetGroupArn ? [{ TargetGroupArn: forward.TargetGroupArn }] : groups;
  return Object.fromEntries(
    alone.map(({ TargetGroupArn = '', ...group }) => [
      nameOfGroup(TargetGroupArn),
      'Weight' in group ? (group.Weight ?? 1) : 1,
    ]),
  );
}

function rolloutOf({ serviceDeploymentArn = '', status, lifecycleStage }: ServiceDeployment): RolloutState {
  return {
    id: serviceDeploymentArn.split('/').at(-1) ?? '',
    status: status ?? 'of no known status',
    stage: lifecycleStage,
    isUnderWay: UNDER_WAY.includes(status ?? ''),
  };
}

async function readRevisions(clients: Clients, found: FoundService): Promise<readonly RevisionState[]> {
  const { service, deployment, groups } = found;
  const asked = [...(deployment?.sourceServiceRevisions ?? []), deployment?.targetServiceRevision ?? {}];
  const current = service.currentServiceRevisions ?? [];
  const summaries = new Map<string, ServiceRevisionSummary>();
  for (const summary of [...asked, ...current]) {
    if (summary.arn !== undefined) summaries.set(summary.arn, { ...summaries.get(summary.arn), ...summary });
  }
  const described = await describeRevisions(clients, [...summaries.keys()]);
  const names = groups.map(nameOfGroup);
  return described.flatMap((revision) => {
    const group = groupOf(revision, found);
    const summary = summaries.get(revision.serviceRevisionArn ?? '');
    return group !== undefined && summary && names.includes(group) ? [revisionOf(summary, group)] : [];
  });
}

function groupOf({ resolvedConfiguration }: ServiceRevision, { rules }: FoundService): string | undefined {
  const balancers = resolvedConfiguration?.loadBalancers ?? [];
  const ours = balancers.find((it) => it.productionListenerRule === rules.production) ?? balancers[0];
  return ours?.targetGroupArn === undefined ? undefined : nameOfGroup(ours.targetGroupArn);
}

function revisionOf(summary: ServiceRevisionSummary, group: string): RevisionState {
  const { requestedProductionTrafficWeight: production, requestedTestTrafficWeight: test } = summary;
  return {
    id: summary.arn?.split('/').at(-1) ?? '',
    group,
    wantedTasks: summary.requestedTaskCount ?? 0,
    runningTasks: summary.runningTaskCount ?? 0,
    wanted: { ...(production === undefined ? {} : { production }), ...(test === undefined ? {} : { test }) },
  };
}

async function describeRevisions(clients: Clients, serviceRevisionArns: string[]): Promise<readonly ServiceRevision[]> {
  if (serviceRevisionArns.length === 0) return [];
  const { DescribeServiceRevisionsCommand } = await import('@aws-sdk/client-ecs');
  const ecs = await clients.ecs();
  const question = new DescribeServiceRevisionsCommand({ serviceRevisionArns });
  return (await ask('describe the revisions', () => ecs.send(question))).serviceRevisions ?? [];
}

async function readGroup(clients: Clients, arn: string): Promise<TargetGroupState> {
  const { DescribeTargetHealthCommand } = await import('@aws-sdk/client-elastic-load-balancing-v2');
  const balancers = await clients.balancers();
  const question = new DescribeTargetHealthCommand({ TargetGroupArn: arn });
  const answer = await ask('tell the health of the targets', () => balancers.send(question));
  const targets = (answer.TargetHealthDescriptions ?? []).filter(isServing);
  const healthy = targets.filter(({ TargetHealth }) => TargetHealth?.State === 'healthy');
  return { name: nameOfGroup(arn), targets: targets.length, healthyTargets: healthy.length };
}

/** A target that drains is leaving: it is no loss. */
function isServing({ TargetHealth }: TargetHealthDescription): boolean {
  return TargetHealth?.State !== 'draining';
}
