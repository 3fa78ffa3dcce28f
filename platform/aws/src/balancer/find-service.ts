import type { Service, ServiceDeployment, ServiceDeploymentBrief } from '@aws-sdk/client-ecs';
import { OperationsError } from '@shared-payments/operations';
import { ask } from '../ask.ts';
import type { Clients } from '../clients.ts';
import type { Where } from '../where.ts';

export interface FoundService {
  readonly service: Service;
  /** The newest one; ECS forgets them after some months. */
  readonly deployment: ServiceDeployment | undefined;
  readonly rules: { readonly production: string; readonly test: string };
  /** Of both colours. */
  readonly groups: readonly string[];
}

const PAGES_MAX = 10;

/** The service of the environment, its newest deployment and the rules and groups it stands on. Throws `driver_unavailable`. */
export async function findService(clients: Clients, where: Where): Promise<FoundService> {
  const service = await describeService(clients, where);
  const [balancer] = service.loadBalancers ?? [];
  const { alternateTargetGroupArn, productionListenerRule, testListenerRule } = balancer?.advancedConfiguration ?? {};
  if (!balancer?.targetGroupArn || !alternateTargetGroupArn || !productionListenerRule || !testListenerRule) {
    throw missing(`The service ${where.service} has no two colours behind a production and a test rule.`);
  }
  return {
    service,
    deployment: await newestDeployment(clients, where),
    rules: { production: productionListenerRule, test: testListenerRule },
    groups: [balancer.targetGroupArn, alternateTargetGroupArn],
  };
}

async function describeService(clients: Clients, { cluster, service, region }: Where): Promise<Service> {
  const { DescribeServicesCommand } = await import('@aws-sdk/client-ecs');
  const ecs = await clients.ecs();
  const question = new DescribeServicesCommand({ cluster, services: [service] });
  const answer = await ask(`describe the service ${service}`, () => ecs.send(question));
  const [found] = answer.services ?? [];
  if (found === undefined) throw missing(`There is no service ${service} in ${cluster}, ${region}.`);
  return found;
}

async function newestDeployment(clients: Clients, where: Where): Promise<ServiceDeployment | undefined> {
  const { DescribeServiceDeploymentsCommand } = await import('@aws-sdk/client-ecs');
  const newest = await newestDeploymentArn(clients, where);
  if (newest === undefined) return undefined;
  const ecs = await clients.ecs();
  const question = new DescribeServiceDeploymentsCommand({ serviceDeploymentArns: [newest] });
  return (await ask('describe the deployment', () => ecs.send(question))).serviceDeployments?.[0];
}

async function newestDeploymentArn(clients: Clients, { cluster, service }: Where): Promise<string | undefined> {
  const { ListServiceDeploymentsCommand } = await import('@aws-sdk/client-ecs');
  const ecs = await clients.ecs();
  const listed: ServiceDeploymentBrief[] = [];
  let nextToken: string | undefined;
  for (let page = 0; page < PAGES_MAX && (page === 0 || nextToken !== undefined); page += 1) {
    const question = new ListServiceDeploymentsCommand({ cluster, service, nextToken });
    const answer = await ask('list the deployments', () => ecs.send(question));
    listed.push(...(answer.serviceDeployments ?? []));
    nextToken = answer.nextToken;
  }
  const newest = listed.toSorted((one, other) => createdMs(other) - createdMs(one))[0];
  return newest?.serviceDeploymentArn;
}

function createdMs({ createdAt }: ServiceDeploymentBrief): number {
  return createdAt?.getTime() ?? 0;
}

function missing(message: string): OperationsError {
  return new OperationsError({
    code: 'driver_unavailable',
    message,
    remedy: 'Check which account you are in (`aws sts get-caller-identity`), and that its stack Service is deployed.',
  });
}
