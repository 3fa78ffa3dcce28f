import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { capacity } from '../../../operations/src/capacity/capacity.ts';
import { ESTATE, type Standing, standingCost } from '../../../operations/src/capacity/monthly-cost.ts';
import { PRICES, type Price } from '../../../operations/src/capacity/prices.ts';
import { type EnvironmentName, environments } from '../environments.ts';
import { allResources, onlyOf, resourcesOf } from '../testing/templates.ts';

const docs = readFileSync(join(import.meta.dirname, '../../../../docs/aws.md'), 'utf8');
const ENVIRONMENTS: readonly EnvironmentName[] = ['development', 'staging', 'production'];
// Trail, threats, configuration, keys, canary, boards, logs of a quiet month.
const SMALL_THINGS_USD = 150;
const whole = (usd: number) => usd.toLocaleString('en');

interface Specs {
  readonly NodeCount: number;
}

/** What stands in an environment, counted in its templates. */
function standingIn(environment: EnvironmentName): Standing {
  const cluster = onlyOf(environment, 'Database', 'MongoDB::Atlas::Cluster') as {
    ReplicationSpecs: {
      NumShards: number;
      AdvancedRegionConfigs: { ElectableSpecs?: Specs; ReadOnlySpecs?: Specs }[];
    }[];
  };
  const cache = onlyOf(environment, 'Cache', 'AWS::ElastiCache::ReplicationGroup');
  const endpoints = allResources(environment, 'AWS::EC2::VPCEndpoint').map(({ Properties }) => Properties);
  const nodes = cluster.ReplicationSpecs.flatMap(({ NumShards, AdvancedRegionConfigs }) =>
    AdvancedRegionConfigs.map(
      ({ ElectableSpecs, ReadOnlySpecs }) =>
        NumShards * ((ElectableSpecs?.NodeCount ?? 0) + (ReadOnlySpecs?.NodeCount ?? 0)),
    ),
  );
  return {
    natGateways: allResources(environment, 'AWS::EC2::NatGateway').length,
    endpoints: endpoints
      .filter(({ VpcEndpointType }) => VpcEndpointType === 'Interface')
      .reduce((sum, { SubnetIds }) => sum + (SubnetIds as unknown[]).length, 0),
    vpnAssociations: resourcesOf(environment, 'Network', 'AWS::EC2::ClientVpnTargetNetworkAssociation').length,
    cacheNodes: Number(cache.NumNodeGroups) * (1 + Number(cache.ReplicasPerNodeGroup)),
    cacheType: cache.CacheNodeType as Standing['cacheType'],
    databaseNodes: nodes.reduce((sum, count) => sum + count, 0),
    databaseSize: environments[environment].database.minSize,
  };
}

describe('what it costs', () => {
  it('I6, I7: the model counts what the templates of production make', () => {
    const { databaseNodes, cacheType, databaseSize, ...counted } = standingIn('production');
    const { databaseShards, databaseNodesPerShard, restUsd, ...modelled } = ESTATE;
    assert.deepEqual(counted, modelled);
    assert.equal(databaseNodes, databaseShards * databaseNodesPerShard);
    assert.deepEqual([cacheType, databaseSize], ['cache.r7g.large', 'M40']);
    assert.ok(restUsd >= SMALL_THINGS_USD);
  });

  it('I6: docs/aws.md tells what the model says, line by line', () => {
    for (const {
      users,
      totalUsd,
      tasksUsd,
      databaseUsd,
      cacheUsd,
      doorUsd,
      networkUsd,
      restUsd,
      databaseSize,
    } of capacity().costs) {
      const parts = [cacheUsd, doorUsd, networkUsd, restUsd, totalUsd].map(whole);
      const line = `| ${[whole(tasksUsd), `${whole(databaseUsd)} (${databaseSize})`, ...parts].join(' | ')} |`;
      assert.ok(docs.includes(line), `${users} users: ${line}`);
    }
    for (const environment of ENVIRONMENTS) {
      const { databaseUsd, cacheUsd, networkUsd } = standingCost(standingIn(environment));
      const sum = databaseUsd + cacheUsd + networkUsd;
      const { monthlyBudgetUsd } = environments[environment].cost;
      const cells = [environment, ...[databaseUsd, cacheUsd, networkUsd, sum, monthlyBudgetUsd].map(whole)];
      const line = `| ${cells.join(' | ')} |`;
      assert.ok(docs.includes(line), line);
    }
  });

  it('I6: a budget is above what stands anyway, and below twice of it', () => {
    for (const environment of ENVIRONMENTS) {
      const { databaseUsd, cacheUsd, networkUsd } = standingCost(standingIn(environment));
      const standing = databaseUsd + cacheUsd + networkUsd + SMALL_THINGS_USD;
      const { monthlyBudgetUsd } = environments[environment].cost;
      assert.ok(monthlyBudgetUsd >= standing && monthlyBudgetUsd < 2 * standing, `${environment}: ${standing}`);
    }
  });

  it('every price says where it comes from, or that nobody looked it up', () => {
    const isPrice = (it: object): it is Price => 'usd' in it;
    const all: Price[] = Object.values(PRICES).flatMap((it: object) => (isPrice(it) ? [it] : Object.values(it)));
    assert.ok(all.length >= 18);
    for (const { usd, basis, source, asOf } of all) {
      assert.ok(usd > 0);
      assert.equal(basis === 'assumed', source === '', source);
      assert.match(asOf, basis === 'assumed' ? /^$/ : /^202\d-\d\d$/);
    }
    const unknown = Object.entries(PRICES).filter(([, it]) => 'basis' in it && it.basis === 'assumed');
    assert.deepEqual(
      unknown.map(([name]) => name),
      ['balancerUnitHour', 'storedGigabyte'],
    );
  });
});
