import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type EnvironmentName, environments } from '../../environments.ts';
import { estateOf } from '../../testing/templates.ts';
import { declaredFlows } from '../guards/all-guards.ts';
import { changed } from '../mutations/change.ts';
import type { Estate } from '../read-estate.ts';
import { covers, overlap, without } from './blocks.ts';
import { entrancesOf } from './entrances.ts';
import { inWords, reachIn } from './reach.ts';

const ENVIRONMENTS: readonly EnvironmentName[] = ['development', 'staging', 'production'];
const lists = { door: environments.production.network.doorPrefixList };
const production = estateOf('production');
const usual = wordsOf(production);

function wordsOf(estate: Estate): readonly string[] {
  return reachIn(estate, lists).map(inWords);
}

/** Ways that `estate` has and production has not. */
function newIn(estate: Estate): readonly string[] {
  return wordsOf(estate).filter((it) => !usual.includes(it));
}

const INTERNET_IN = { CidrIp: '0.0.0.0/0', IpProtocol: 'tcp', FromPort: 3_000, ToPort: 3_000 };

describe('reach, computed from the templates', () => {
  it('A7: in every environment exactly the declared flows exist, through groups, access lists and routes together', () => {
    for (const environment of ENVIRONMENTS)
      assert.deepEqual(wordsOf(estateOf(environment)), declaredFlows(), environment);
  });

  it('A7: users reach tasks by the door and the balancer, tasks the database and the cache, functions the database', () => {
    const drawn = ['door to balancer on 443', 'balancer to api on 3000', 'api to cache on 6379'];
    const stores = ['api to database on 1024-65535', 'functions to database on 1024-65535'];
    for (const flow of [...drawn, ...stores]) assert.ok(usual.includes(flow), flow);
    assert.ok(!usual.some((it) => it.startsWith('internet to ') || it.startsWith('functions to cache')));
    assert.ok(!usual.some((it) => /^(cache|database|services) to /.test(it)));
  });

  it('A1, A2: the internet finds one door, behind its firewall, and a notice that leads nowhere', () => {
    for (const environment of ENVIRONMENTS) {
      const entrances = entrancesOf(estateOf(environment));
      assert.deepEqual(
        entrances.map(({ kind, isBehindFirewall }) => [kind, isBehindFirewall]),
        [
          ['door', true],
          ['web API', false],
        ],
      );
      assert.deepEqual(entrances[0]?.leadsTo, ['AWS::ElasticLoadBalancingV2::LoadBalancer', 'AWS::S3::Bucket']);
      assert.match(entrances[1]?.address ?? '', /^StandbyDoor\//);
    }
  });

  it('a task is found from the internet only once its group, its place and the access list all give way', () => {
    const network = ['NetworkConfiguration', 'AwsvpcConfiguration'];
    const [publicSubnet] = Object.keys(production.Network?.Resources ?? {}).filter((id) => /public.*Subnet1S/.test(id));
    const ruled = changed(production, 'AWS::EC2::SecurityGroup', /^ApiGroup/, ['SecurityGroupIngress'], [INTERNET_IN]);
    const named = changed(ruled, 'AWS::ECS::Service', /./, [...network, 'AssignPublicIp'], 'ENABLED');
    const shown = changed(named, 'AWS::ECS::Service', /./, [...network, 'Subnets'], [`Network/${publicSubnet}`]);
    const answering = changed(shown, 'AWS::EC2::NetworkAclEntry', /^PublicAclOut1/, ['CidrBlock'], '0.0.0.0/0');
    for (const estate of [ruled, named, shown]) assert.ok(!wordsOf(estate).some((it) => it.startsWith('internet')));
    assert.ok(newIn(answering).includes('internet to api on 3000'), newIn(answering).join('; '));
  });

  it('a task placed in the group of functions is met by nobody and meets no cache', () => {
    const groups = ['NetworkConfiguration', 'AwsvpcConfiguration', 'SecurityGroups'];
    const id = Object.keys(production.Network?.Resources ?? {}).find((it) => it.startsWith('FunctionsGroup'));
    const moved = changed(production, 'AWS::ECS::Service', /./, groups, [`Network/${id}`]);
    assert.ok(!wordsOf(moved).includes('balancer to api on 3000'));
    assert.ok(!wordsOf(moved).includes('api to cache on 6379'));
  });

  it('an access list that refuses comes before a group that allows, and one that forgets the answer stops the way', () => {
    const refused = changed(production, 'AWS::EC2::NetworkAclEntry', /^DataAclIn/, ['RuleAction'], 'deny');
    assert.ok(!wordsOf(refused).some((it) => it.includes('to database') || it.includes('to cache')));
    const mute = changed(production, 'AWS::EC2::NetworkAclEntry', /^DataAclOut/, ['PortRange'], { From: 1, To: 9 });
    assert.ok(!wordsOf(mute).some((it) => it.includes('to database') || it.includes('to cache')));
  });

  it('without a NAT gateway nothing private reaches the internet', () => {
    const closed = changed(production, 'AWS::EC2::Route', /private/, ['NatGatewayId'], undefined);
    assert.ok(!wordsOf(closed).some((it) => it.endsWith('internet on 443')));
  });

  it('blocks and ranges are compared as networks do', () => {
    assert.ok(covers('10.30.0.0/16', '10.30.255.0/24') && !covers('10.30.0.0/16', '10.31.0.0/24'));
    assert.ok(covers('0.0.0.0/0', '10.30.0.0/16') && !covers('10.30.0.0/16', '0.0.0.0/0'));
    assert.deepEqual(overlap([[1, 9]], [[5, 20]]), [[5, 9]]);
    assert.deepEqual(without([[1, 9]], [4, 5]), [
      [1, 3],
      [6, 9],
    ]);
  });
});
