import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Match } from 'aws-cdk-lib/assertions';
import { environments } from '../environments.ts';
import { allResources, onlyOf, resourcesOf, templateOf } from '../testing/templates.ts';
import { FLOWS } from './flows.ts';

const network = templateOf('production', 'Network');
const typeOf = (kind: string) => `AWS::EC2::${kind}`;

describe('network', () => {
  it('A4, A5, J1: three rows of subnets in three zones, of which only the public one hands out a way to the internet', () => {
    const subnets = resourcesOf('production', 'Network', typeOf('Subnet')).map(({ Properties }) => Properties);
    assert.equal(subnets.length, 9);
    assert.deepEqual([...new Set(subnets.map((it) => it.AvailabilityZone))].toSorted(), environments.production.zones);
    assert.ok(subnets.every((it) => it.MapPublicIpOnLaunch === false));
    const toInternet = resourcesOf('production', 'Network', typeOf('Route')).map(({ Properties }) => Properties);
    assert.equal(toInternet.filter((it) => it.GatewayId !== undefined).length, 3);
    assert.equal(toInternet.filter((it) => it.NatGatewayId !== undefined).length, 3);
  });

  it('A4: production loses no zone with a NAT gateway; the others pay for one', () => {
    network.resourceCountIs(typeOf('NatGateway'), 3);
    templateOf('development', 'Network').resourceCountIs(typeOf('NatGateway'), 1);
  });

  it('A4: the bastion has no key, no public address and no open port', () => {
    const host = onlyOf('production', 'Network', typeOf('Instance'));
    assert.equal(host.KeyName, undefined);
    assert.equal(host.DisableApiTermination, true);
    assert.equal(host.NetworkInterfaces, undefined);
    network.hasResourceProperties(typeOf('LaunchTemplate'), {
      LaunchTemplateData: { MetadataOptions: Match.objectLike({ HttpTokens: 'required' }) },
    });
    network.hasResourceProperties(typeOf('Instance'), {
      BlockDeviceMappings: [Match.objectLike({ Ebs: Match.objectLike({ Encrypted: true }) })],
    });
    const into = resourcesOf('production', 'Network', typeOf('SecurityGroupIngress'));
    assert.ok(!into.some(({ Properties }) => JSON.stringify(Properties.GroupId).includes('BastionGroup')));
  });

  it('A4, J8: what is done on the bastion is recorded, encrypted, and ends by itself', () => {
    network.hasResourceProperties('AWS::SSM::Document', {
      Name: 'SSM-SessionManagerRunShell',
      DocumentType: 'Session',
      Content: Match.objectLike({
        inputs: Match.objectLike({
          cloudWatchLogGroupName: Match.anyValue(),
          cloudWatchEncryptionEnabled: true,
          kmsKeyId: Match.anyValue(),
          idleSessionTimeout: '15',
          maxSessionDuration: '60',
        }),
      }),
    });
  });

  it('A7, J2: the groups have exactly the rules of the flows, and none from an address', () => {
    const into = resourcesOf('production', 'Network', typeOf('SecurityGroupIngress'));
    const within = FLOWS.filter(({ from, to }) => from !== 'door' && to !== 'internet' && to !== 'storage');
    const rules = into.map(({ Properties }) => Properties);
    const fromGroups = rules.filter((it) => it.SourceSecurityGroupId !== undefined);
    const fromLists = rules.filter((it) => it.SourcePrefixListId !== undefined);
    assert.equal(fromGroups.length, within.length);
    assert.deepEqual(
      fromLists.map(({ SourcePrefixListId, FromPort }) => [SourcePrefixListId, FromPort]),
      [[environments.production.network.doorPrefixList, 443]],
    );
    assert.equal(rules.length, fromGroups.length + fromLists.length);
    const inline = resourcesOf('production', 'Network', typeOf('SecurityGroup')).filter(
      ({ Properties }) => Properties.SecurityGroupIngress !== undefined,
    );
    assert.deepEqual(inline, []);
    for (const type of ['SecurityGroupIngress', 'SecurityGroupEgress']) {
      const anywhere = allResources('production', typeOf(type)).length;
      assert.equal(anywhere, resourcesOf('production', 'Network', typeOf(type)).length, 'rules outside of the network');
    }
  });

  it('A7: the flows of the drawing are there, and functions do not reach the cache', () => {
    const has = (from: string, to: string) => FLOWS.some((flow) => flow.from === from && flow.to === to);
    for (const [from, to] of [
      ['door', 'balancer'],
      ['balancer', 'api'],
      ['api', 'database'],
      ['api', 'cache'],
      ['functions', 'database'],
    ] as const) {
      assert.ok(has(from, to), `${from} to ${to}`);
    }
    assert.ok(!has('functions', 'cache'));
    assert.ok(!FLOWS.some(({ from, to }) => from === 'door' && to !== 'balancer'));
  });

  it('J2: a group that nobody opened lets nothing out', () => {
    const groups = resourcesOf('production', 'Network', typeOf('SecurityGroup')).map(({ Properties }) => Properties);
    const open = groups.flatMap((it) => (it.SecurityGroupEgress ?? []) as { IpProtocol: string; CidrIp?: string }[]);
    assert.ok(!open.some(({ IpProtocol }) => IpProtocol === '-1'));
  });

  it('J3: every subnet is under an access list, and that of the data row knows no address outside', () => {
    network.resourceCountIs(typeOf('NetworkAcl'), 3);
    network.resourceCountIs(typeOf('SubnetNetworkAclAssociation'), 9);
    const entries = resourcesOf('production', 'Network', typeOf('NetworkAclEntry')).map(({ Properties }) => Properties);
    const ofData = entries.filter((it) => JSON.stringify(it.NetworkAclId).includes('DataAcl'));
    assert.equal(ofData.length, 2);
    assert.ok(ofData.every((it) => it.CidrBlock === environments.production.network.cidr));
    assert.ok(!entries.some((it) => it.Egress === false && it.CidrBlock === '0.0.0.0/0' && portOf(it) < 1_024));
  });

  it('J4: operators come in over a VPN with certificates, which is logged', () => {
    network.hasResourceProperties(typeOf('ClientVpnEndpoint'), {
      AuthenticationOptions: [Match.objectLike({ Type: 'certificate-authentication' })],
      ConnectionLogOptions: Match.objectLike({ Enabled: true }),
      SplitTunnel: true,
    });
    const rules = resourcesOf('production', 'Network', typeOf('ClientVpnAuthorizationRule'));
    assert.ok(rules.every(({ Properties }) => Properties.TargetNetworkCidr !== '0.0.0.0/0'));
  });

  it('H3, J8: everything that flows is logged', () => {
    network.hasResourceProperties(typeOf('FlowLog'), { TrafficType: 'ALL', LogDestinationType: 's3' });
  });

  it('J1: secrets, images and logs go through doors of the network, in every zone of production', () => {
    const doors = resourcesOf('production', 'Network', typeOf('VPCEndpoint')).map(({ Properties }) => Properties);
    const interfaces = doors.filter((it) => it.VpcEndpointType === 'Interface');
    assert.equal(interfaces.length, 12);
    assert.ok(interfaces.every((it) => it.PrivateDnsEnabled === true && (it.SubnetIds as unknown[]).length === 3));
    assert.equal(doors.filter((it) => it.VpcEndpointType === 'Gateway').length, 1);
  });

  it('J1: the default group of the network is closed', () => {
    network.resourceCountIs('Custom::VpcRestrictDefaultSG', 1);
  });

  it('A5: no task and no function stands outside of the private subnets but the one that only says "not reachable"', () => {
    const functions = allResources('production', 'AWS::Lambda::Function').map(({ Properties }) => Properties);
    const outside = functions.filter((it) => it.VpcConfig === undefined && it.FunctionName !== undefined);
    assert.deepEqual(
      outside.map((it) => it.FunctionName),
      ['shared-payments-production-standby'],
    );
  });
});

function portOf(entry: Readonly<Record<string, unknown>>): number {
  const { CidrBlock, PortRange } = entry as { CidrBlock: string; PortRange?: { From: number } };
  assert.ok(PortRange, `${CidrBlock} has no ports`);
  return PortRange.From;
}
