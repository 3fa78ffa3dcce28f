import { type Estate, type Found, listOf, pointedAt, resourcesIn, textOf } from '../read-estate.ts';

/** Something that stands in a network and opens or takes connections. */
export interface Member {
  /** What it is, not which group it claims: a task in the group of the cache is still a task. */
  readonly name: string;
  readonly address: string;
  readonly groups: readonly string[];
  readonly subnets: readonly string[];
  readonly hasPublicAddress: boolean;
}

const KINDS: Readonly<Record<string, (estate: Estate, it: Found) => Member | undefined>> = {
  'AWS::ElasticLoadBalancingV2::LoadBalancer': (estate, it) =>
    member(estate, it, 'balancer', it.properties.SecurityGroups, it.properties.Subnets, {
      hasPublicAddress: it.properties.Scheme !== 'internal',
    }),
  'AWS::ECS::Service': service,
  'AWS::Lambda::Function': lambda,
  'AWS::EC2::Instance': (estate, it) =>
    member(estate, it, 'bastion', it.properties.SecurityGroupIds, [it.properties.SubnetId], {
      hasPublicAddress: /"AssociatePublicIpAddress":true/.test(textOf(it.properties)),
    }),
  'AWS::ElastiCache::ReplicationGroup': (estate, it) =>
    member(estate, it, 'cache', it.properties.SecurityGroupIds, cacheSubnets(estate, it)),
  'AWS::EC2::VPCEndpoint': endpoint,
  'AWS::EC2::ClientVpnEndpoint': vpn,
  'AWS::Scheduler::Schedule': scheduledTask,
};

export function membersOf(estate: Estate): readonly Member[] {
  return resourcesIn(estate, ...Object.keys(KINDS))
    .map((it) => KINDS[it.type]?.(estate, it))
    .filter((it) => it !== undefined);
}

function member(
  estate: Estate,
  { address, stack }: Found,
  name: string,
  groups: unknown,
  subnets: unknown,
  { hasPublicAddress = false } = {},
): Member {
  const known = (values: unknown) =>
    listOf<unknown>(values)
      .map((value) => pointedAt(estate, stack, value))
      .filter((it) => it !== undefined);
  return { name, address, groups: known(groups), subnets: known(subnets), hasPublicAddress };
}

interface TaskNetwork {
  readonly SecurityGroups?: unknown;
  readonly Subnets?: unknown;
  readonly AssignPublicIp?: string;
}

function service(estate: Estate, it: Found): Member {
  const { AwsvpcConfiguration: network = {} } = (it.properties.NetworkConfiguration ?? {}) as {
    AwsvpcConfiguration?: TaskNetwork;
  };
  return member(estate, it, 'api', network.SecurityGroups, network.Subnets, {
    hasPublicAddress: network.AssignPublicIp === 'ENABLED',
  });
}

/** A function without a network of its own lives in AWS's: nothing of ours is next to it. */
function lambda(estate: Estate, it: Found): Member | undefined {
  const network = it.properties.VpcConfig as { SecurityGroupIds?: unknown; SubnetIds?: unknown } | undefined;
  return network && member(estate, it, nameOfFunction(it), network.SecurityGroupIds, network.SubnetIds);
}

function nameOfFunction({ properties, address }: Found): string {
  const name = textOf(properties.FunctionName);
  if (name.includes('-job-') || name.endsWith('-restore-check')) return 'functions';
  if (name.endsWith('-smoke-test')) return 'smoke';
  if (name.endsWith('-atlas-setup')) return 'setup';
  return name.includes('-rotate-') ? 'rotation' : address;
}

function endpoint(estate: Estate, it: Found): Member | undefined {
  if (it.properties.VpcEndpointType !== 'Interface') return undefined;
  const isDatabase = pointedAt(estate, it.stack, it.properties.ServiceName)?.startsWith('Database/');
  const name = isDatabase ? 'database' : it.stack === 'Network' ? 'services' : it.address;
  return member(estate, it, name, it.properties.SecurityGroupIds, it.properties.SubnetIds);
}

function vpn(estate: Estate, it: Found): Member {
  const subnets = resourcesIn(estate, 'AWS::EC2::ClientVpnTargetNetworkAssociation')
    .filter(({ stack, properties }) => pointedAt(estate, stack, properties.ClientVpnEndpointId) === it.address)
    .map(({ properties }) => properties.SubnetId);
  return member(estate, it, 'vpn', it.properties.SecurityGroupIds, subnets);
}

function scheduledTask(estate: Estate, it: Found): Member | undefined {
  const { EcsParameters: task } = (it.properties.Target ?? {}) as {
    EcsParameters?: { NetworkConfiguration?: { AwsvpcConfiguration?: TaskNetwork } };
  };
  const network = task?.NetworkConfiguration?.AwsvpcConfiguration;
  if (!network) return undefined;
  return member(estate, it, 'functions', network.SecurityGroups, network.Subnets, {
    hasPublicAddress: network.AssignPublicIp === 'ENABLED',
  });
}

function cacheSubnets(estate: Estate, { stack, properties }: Found): unknown {
  const address = pointedAt(estate, stack, properties.CacheSubnetGroupName);
  return resourcesIn(estate, 'AWS::ElastiCache::SubnetGroup').find((it) => it.address === address)?.properties
    .SubnetIds;
}
