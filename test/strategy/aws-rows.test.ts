import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { environments } from '../../platform/infra/src/environments.ts';
import { productionScaling } from '../../platform/operations/src/capacity/capacity.ts';
import { ESTATE } from '../../platform/operations/src/capacity/monthly-cost.ts';
import { repositoryFiles, textOf } from '../tidy/repository.ts';
import { AWS_ROWS, rowsProvenIn } from './aws-rows.ts';

const TESTS_OF_AWS = /^platform\/(infra|operations|aws)\/.*\.test\.ts$/;

describe('the strategy on AWS', () => {
  it('has a test for every row, which begins with its name', () => {
    const named = new Set(
      repositoryFiles()
        .filter((path) => TESTS_OF_AWS.test(path))
        .flatMap((path) => rowsProvenIn(path, textOf(path))),
    );
    assert.deepEqual(
      AWS_ROWS.filter((row) => !named.has(row)),
      [],
    );
  });

  it('takes no title for a test: one must run and assert something', () => {
    const rowsIn = (text: string) => rowsProvenIn('some.test.ts', text);
    assert.deepEqual(rowsIn("it('A1, F12: two', () => { assert.equal(1, 1); });"), ['A1', 'F12']);
    assert.deepEqual(
      rowsIn("describe('x', () => { it('B3: one', async () => { table.hasResourceProperties('T', {}); }); });"),
      ['B3'],
    );
    assert.deepEqual(rowsIn(['for (const x of xs) { it(`G9: says $', '{x}`, () => { assert(x); }); }'].join('')), [
      'G9',
    ]);
    for (const empty of [
      "it('A1: says nothing', () => {});",
      "it('A1: looks and says nothing', () => { read(); });",
      "it.skip('A1: later', () => { assert.ok(0); });",
      "it.todo('A1: later');",
      "it('A1: later', { skip: true }, () => { assert.ok(0); });",
      "it('as A1: says', () => { assert.ok(1); });",
      "// it('A1: in a comment', () => { assert.ok(1); });",
      'const text = "it(\'A1: in a text\', () => { assert.ok(1); })";',
    ]) {
      assert.deepEqual(rowsIn(empty), [], empty);
    }
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
