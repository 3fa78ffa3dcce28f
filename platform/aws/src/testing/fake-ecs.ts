import type {
  DescribeServiceDeploymentsResponse,
  DescribeServiceRevisionsResponse,
  DescribeServicesResponse,
  ListServiceDeploymentsResponse,
  ServiceRevisionSummary,
} from '@aws-sdk/client-ecs';
import { groupArn, RULE_ARNS } from './fake-arns.ts';
import type { FakeDeployment, FakeEstate, FakeRevision } from './fake-estate.ts';

const ECS = 'arn:aws:ecs:eu-central-1:000000000000';
const BEGAN_MS = 1_790_000_000_000;
const MINUTE_MS = 60_000;

/** What ECS answers to an action, as the SDK types it; undefined for one that this fake does not know. */
export function answerOfEcs(estate: FakeEstate, action: string): unknown {
  switch (action) {
    case 'DescribeServices':
      return describeServices(estate);
    case 'ListServiceDeployments':
      return listDeployments(estate);
    case 'DescribeServiceDeployments':
      return describeDeployments(estate);
    case 'DescribeServiceRevisions':
      return describeRevisions(estate);
    default:
      return undefined;
  }
}

function describeServices(estate: FakeEstate): DescribeServicesResponse {
  const service = {
    serviceName: estate.service,
    clusterArn: `${ECS}:cluster/${estate.cluster}`,
    status: 'ACTIVE',
    loadBalancers: [
      {
        targetGroupArn: groupArn('blue'),
        containerName: 'api',
        containerPort: 3_000,
        advancedConfiguration: {
          alternateTargetGroupArn: groupArn('green'),
          productionListenerRule: RULE_ARNS.production,
          testListenerRule: RULE_ARNS.test,
        },
      },
    ],
    currentServiceRevisions: estate.running.map(taskCounts),
  };
  return { services: [service], failures: [] };
}

function listDeployments({ deployments }: FakeEstate): ListServiceDeploymentsResponse {
  // Oldest first: no order is promised.
  return {
    serviceDeployments: deployments.map(({ id, status }, index) => ({
      serviceDeploymentArn: deploymentArn(id),
      status: status as 'IN_PROGRESS',
      createdAt: new Date(BEGAN_MS + index * MINUTE_MS),
    })),
  };
}

function describeDeployments({ deployments }: FakeEstate): DescribeServiceDeploymentsResponse {
  const found = deployments.at(-1);
  return { serviceDeployments: found === undefined ? [] : [describeDeployment(found)], failures: [] };
}

function describeDeployment({ id, status, stage, source, target, wanted }: FakeDeployment) {
  const left = { production: 100 - wanted.production, test: 100 - wanted.test };
  return {
    serviceDeploymentArn: deploymentArn(id),
    status: status as 'IN_PROGRESS',
    ...(stage === undefined ? {} : { lifecycleStage: stage as 'SCALE_UP' }),
    sourceServiceRevisions: source === undefined ? [] : [withShares(source, left)],
    targetServiceRevision: withShares(target, wanted),
  };
}

function describeRevisions({ deployments, running }: FakeEstate): DescribeServiceRevisionsResponse {
  const revisions = new Set([...deployments.map(({ target }) => target), ...running]);
  return {
    serviceRevisions: [...revisions].map(({ id, colour }) => ({
      serviceRevisionArn: revisionArn(id),
      resolvedConfiguration: {
        loadBalancers: [{ targetGroupArn: groupArn(colour), productionListenerRule: RULE_ARNS.production }],
      },
    })),
    failures: [],
  };
}

function withShares(revision: FakeRevision, { production, test }: FakeDeployment['wanted']): ServiceRevisionSummary {
  return { ...taskCounts(revision), requestedProductionTrafficWeight: production, requestedTestTrafficWeight: test };
}

function taskCounts({ id, tasks }: FakeRevision) {
  return { arn: revisionArn(id), requestedTaskCount: tasks, runningTaskCount: tasks, pendingTaskCount: 0 };
}

function deploymentArn(id: string): string {
  return `${ECS}:service-deployment/cluster/service/${id}`;
}

function revisionArn(id: string): string {
  return `${ECS}:service-revision/cluster/service/${id}`;
}
