import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import { FLOWS, type Flow } from './flows.ts';

const MEMBERS = {
  balancer: 'The load balancer',
  api: 'Tasks of the API',
  functions: 'Jobs',
  smoke: 'The smoke test of a deployment',
  rotation: 'The function that rotates secrets',
  setup: 'The function that asks the API of Atlas',
  cache: 'Nodes of the cache',
  database: 'The private endpoint of the database',
  services: 'Private endpoints of AWS services',
  bastion: 'The bastion host',
  vpn: 'Operators on the VPN',
} as const;

export type GroupName = keyof typeof MEMBERS;

export type SecurityGroups = Readonly<Record<GroupName, ec2.ISecurityGroup>>;

/** One group per member, closed in both directions, then opened for the flows and nothing else. */
export function securityGroups(scope: Construct, vpc: ec2.IVpc, prefixLists: PrefixLists): SecurityGroups {
  const group = (name: GroupName) =>
    new ec2.SecurityGroup(scope, idOf(name), { vpc, description: MEMBERS[name], allowAllOutbound: false });
  const groups: SecurityGroups = {
    balancer: group('balancer'),
    api: group('api'),
    functions: group('functions'),
    smoke: group('smoke'),
    rotation: group('rotation'),
    setup: group('setup'),
    cache: group('cache'),
    database: group('database'),
    services: group('services'),
    bastion: group('bastion'),
    vpn: group('vpn'),
  };
  for (const flow of FLOWS) open(groups, flow, prefixLists);
  return groups;
}

export interface PrefixLists {
  /** CloudFront's addresses. One rule with it counts as 55 of the 60 that a group may have. */
  readonly door: string;
  readonly storage: string;
}

function open(groups: SecurityGroups, { from, to, port, because }: Flow, lists: PrefixLists): void {
  const ports = typeof port === 'number' ? ec2.Port.tcp(port) : ec2.Port.tcpRange(port[0], port[1]);
  if (from === 'door') {
    if (to !== 'internet' && to !== 'storage')
      groups[to].addIngressRule(ec2.Peer.prefixList(lists.door), ports, because);
    return;
  }
  if (to === 'internet') groups[from].addEgressRule(ec2.Peer.anyIpv4(), ports, because);
  else if (to === 'storage') groups[from].addEgressRule(ec2.Peer.prefixList(lists.storage), ports, because);
  else {
    groups[from].addEgressRule(groups[to], ports, because);
    groups[to].addIngressRule(groups[from], ports, because);
  }
}

function idOf(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}Group`;
}
