import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { environments } from '../../platform/infra/src/environments.ts';
import { productionScaling } from '../../platform/operations/src/capacity/capacity.ts';
import { ESTATE } from '../../platform/operations/src/capacity/monthly-cost.ts';
import { repositoryFiles, textOf } from '../tidy/repository.ts';
import { AWS_ROWS, rowsNamedIn } from './aws-rows.ts';

const TESTS_OF_AWS = /^platform\/(infra|operations|aws)\/.*\.test\.ts$/;

describe('the strategy on AWS', () => {
  it('has a test for every row, which begins with its name', () => {
    const named = new Set(
      repositoryFiles()
        .filter((path) => TESTS_OF_AWS.test(path))
        .flatMap((path) => rowsNamedIn(textOf(path))),
    );
    assert.deepEqual(
      AWS_ROWS.filter((row) => !named.has(row)),
      [],
    );
  });

  it('reads rows where they stand in titles, and nowhere else', () => {
    assert.deepEqual(rowsNamedIn("it('A1, F12: two'); it(\n  'B3: one'"), ['A1', 'F12', 'B3']);
    assert.deepEqual(rowsNamedIn("it('as A1: says'); const A2 = 'A3: no test';"), []);
  });

  it('is what the model of capacity counts with', () => {
    const { service, network, cache, database } = environments.production;
    assert.deepEqual([productionScaling.min, productionScaling.max], [service.minTasks, service.maxTasks]);
    assert.deepEqual(
      productionScaling.policies.map(({ target }) => target),
      [service.targets.cpuPercent, service.targets.requestsPerMinute / 60],
    );
    assert.deepEqual([service.cpuUnits, service.memoryMiB], [1_024, 2_048]);
    assert.equal(ESTATE.natGateways, network.natGateways);
    assert.equal(ESTATE.cacheNodes, cache.shards * (1 + cache.replicasPerShard));
    assert.equal(ESTATE.databaseShards, database.shards);
    const { electableNodes, readOnlyNodes, recoveryReadOnlyNodes } = database;
    assert.equal(ESTATE.databaseNodesPerShard, electableNodes + readOnlyNodes + recoveryReadOnlyNodes);
  });
});
