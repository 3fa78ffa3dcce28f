import { type Estate, type Found, listOf, pointedAt, resourcesIn, textOf } from '../read-estate.ts';
import { ALL_PORTS, coversPeer, overlap, type Peer, type PortRange, touches, without } from './blocks.ts';

export type Direction = 'in' | 'out';

export interface GroupRule {
  readonly group: string;
  readonly direction: Direction;
  readonly ports: PortRange;
  /** Exactly one of the three. */
  readonly peerGroup?: string | undefined;
  readonly peerBlock?: string | undefined;
  readonly peerList?: string | undefined;
}

// What CDK writes into a group without a way out: an address nobody has.
const NOBODY = '255.255.255.255/32';

export function groupRules(estate: Estate): readonly GroupRule[] {
  const apart = resourcesIn(estate, 'AWS::EC2::SecurityGroupIngress', 'AWS::EC2::SecurityGroupEgress').map((it) =>
    ruleOf(estate, it, pointedAt(estate, it.stack, it.properties.GroupId) ?? '', it.properties, it.type),
  );
  const within = resourcesIn(estate, 'AWS::EC2::SecurityGroup').flatMap((it) =>
    ['SecurityGroupIngress', 'SecurityGroupEgress'].flatMap((list) =>
      listOf(it.properties[list]).map((rule) => ruleOf(estate, it, it.address, rule, list)),
    ),
  );
  return [...apart, ...within].filter(({ peerBlock }) => peerBlock !== NOBODY);
}

function ruleOf(estate: Estate, { stack }: Found, group: string, rule: Found['properties'], kind: string): GroupRule {
  const { FromPort, ToPort, IpProtocol } = rule;
  return {
    group,
    direction: kind.endsWith('Ingress') ? 'in' : 'out',
    ports: IpProtocol === 'tcp' ? [Number(FromPort), Number(ToPort)] : ALL_PORTS,
    peerGroup: pointedAt(estate, stack, rule.SourceSecurityGroupId ?? rule.DestinationSecurityGroupId),
    // Addresses of IPv6 are outside: the network has none of its own.
    peerBlock: rule.CidrIpv6 === undefined ? pointedAt(estate, stack, rule.CidrIp) : '0.0.0.0/0',
    peerList: pointedAt(estate, stack, rule.SourcePrefixListId ?? rule.DestinationPrefixListId),
  };
}

export type WayOut = 'internet gateway' | 'NAT gateway' | 'none';

export interface Subnet {
  readonly address: string;
  readonly vpc: string;
  readonly block: string;
  readonly wayOut: WayOut;
  /** The subnet of the NAT gateway, where `wayOut` is one. */
  readonly natSubnet: string | undefined;
  readonly hasStorageRoute: boolean;
  readonly entries: readonly AclEntry[];
}

export interface AclEntry {
  readonly number: number;
  readonly direction: Direction;
  readonly isAllowed: boolean;
  readonly block: string;
  readonly ports: PortRange;
}

// A subnet without an access list of its own is under the default one of its network, which lets everything through.
const DEFAULT_ACL: readonly AclEntry[] = (['in', 'out'] as const).map((direction) => {
  return { number: 100, direction, isAllowed: true, block: '0.0.0.0/0', ports: ALL_PORTS };
});

export function subnetsOf(estate: Estate): ReadonlyMap<string, Subnet> {
  const subnets = resourcesIn(estate, 'AWS::EC2::Subnet').map((it): Subnet => {
    const table = assigned(estate, 'AWS::EC2::SubnetRouteTableAssociation', it.address, 'RouteTableId');
    const acl = assigned(estate, 'AWS::EC2::SubnetNetworkAclAssociation', it.address, 'NetworkAclId');
    return {
      address: it.address,
      vpc: pointedAt(estate, it.stack, it.properties.VpcId) ?? '',
      block: textOf(it.properties.CidrBlock),
      ...wayOutOf(estate, table),
      hasStorageRoute: resourcesIn(estate, 'AWS::EC2::VPCEndpoint').some(({ stack, properties }) =>
        listOf<unknown>(properties.RouteTableIds).some((value) => pointedAt(estate, stack, value) === table),
      ),
      entries: acl === undefined ? DEFAULT_ACL : entriesOf(estate, acl),
    };
  });
  return new Map(subnets.map((it) => [it.address, it]));
}

/** Ports that an access list lets through, in the order of its numbers; an entry for part of a peer opens, only one for all closes. */
export function portsThrough(entries: readonly AclEntry[], direction: Direction, peer: Peer): readonly PortRange[] {
  let undecided: readonly PortRange[] = [ALL_PORTS];
  const open: PortRange[] = [];
  for (const entry of entries.toSorted((one, other) => one.number - other.number)) {
    if (entry.direction !== direction || !touches(entry.block, peer)) continue;
    if (entry.isAllowed) open.push(...overlap(undecided, [entry.ports]));
    if (coversPeer(entry.block, peer)) undecided = without(undecided, entry.ports);
  }
  return open;
}

function assigned(estate: Estate, type: string, subnet: string, property: string): string | undefined {
  const found = resourcesIn(estate, type).find(
    ({ stack, properties }) => pointedAt(estate, stack, properties.SubnetId) === subnet,
  );
  return found && pointedAt(estate, found.stack, found.properties[property]);
}

function wayOutOf(estate: Estate, table: string | undefined): Pick<Subnet, 'wayOut' | 'natSubnet'> {
  const routes = resourcesIn(estate, 'AWS::EC2::Route').filter(
    ({ stack, properties }) => pointedAt(estate, stack, properties.RouteTableId) === table,
  );
  if (routes.some(({ properties }) => properties.GatewayId))
    return { wayOut: 'internet gateway', natSubnet: undefined };
  const [nat] = routes
    .filter(({ properties }) => properties.NatGatewayId)
    .map(({ stack, properties }) => pointedAt(estate, stack, properties.NatGatewayId));
  if (nat === undefined) return { wayOut: 'none', natSubnet: undefined };
  const gateway = resourcesIn(estate, 'AWS::EC2::NatGateway').find(({ address }) => address === nat);
  return { wayOut: 'NAT gateway', natSubnet: gateway && pointedAt(estate, gateway.stack, gateway.properties.SubnetId) };
}

function entriesOf(estate: Estate, acl: string): readonly AclEntry[] {
  return resourcesIn(estate, 'AWS::EC2::NetworkAclEntry')
    .filter(({ stack, properties }) => pointedAt(estate, stack, properties.NetworkAclId) === acl)
    .map(({ properties: it }) => {
      const range = it.PortRange as { From: number; To: number } | undefined;
      return {
        number: Number(it.RuleNumber),
        direction: it.Egress === true ? 'out' : 'in',
        isAllowed: it.RuleAction === 'allow',
        block: typeof it.CidrBlock === 'string' ? it.CidrBlock : '0.0.0.0/0',
        ports: range ? [range.From, range.To] : ALL_PORTS,
      };
    });
}
