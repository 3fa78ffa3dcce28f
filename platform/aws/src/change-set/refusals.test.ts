import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { clientsFor } from '../clients.ts';
import { type FakeAws, fakeAws } from '../testing/fake-aws.ts';
import { settledEstate } from '../testing/fake-estate.ts';
import { readChangeSet } from './read-change-set.ts';
import { type ChangeSet, type ResourceChange, refusals } from './refusals.ts';

const RULE = 'AWS::ElasticLoadBalancingV2::ListenerRule';

function changeSet(change: Partial<ResourceChange>, whole: Partial<ChangeSet> = {}): ChangeSet {
  const changed = { Action: 'Modify', LogicalResourceId: 'Task', ResourceType: 'AWS::ECS::TaskDefinition', ...change };
  return {
    StackName: 'production-Service',
    Status: 'CREATE_COMPLETE',
    Changes: [{ ResourceChange: changed }],
    ...whole,
  };
}

describe('the guard of change sets', () => {
  it('C10, C11: a change of the production or the test rule is refused by its name, whatever is done to it', () => {
    for (const LogicalResourceId of ['ProductionRule', 'TestRule']) {
      for (const Action of ['Add', 'Modify', 'Remove', 'Import', 'Dynamic']) {
        const [found, ...others] = refusals(changeSet({ Action, LogicalResourceId, ResourceType: RULE }));
        assert.match(found ?? '', new RegExp(`production-Service would .*${LogicalResourceId}`));
        assert.deepEqual(others, []);
      }
    }
  });

  it('C11: what the rules stand on may change, but not be replaced or removed', () => {
    for (const kind of ['LoadBalancer', 'Listener', 'TargetGroup']) {
      const ResourceType = `AWS::ElasticLoadBalancingV2::${kind}`;
      assert.deepEqual(refusals(changeSet({ ResourceType, Replacement: 'False' })), []);
      for (const lost of [{ Replacement: 'True' }, { Replacement: 'Conditional' }, { Action: 'Remove' }]) {
        assert.equal(refusals(changeSet({ ResourceType, ...lost })).length, 1, `${kind} ${JSON.stringify(lost)}`);
      }
    }
  });

  it('C10: a new task definition, a new stack and no change at all may go', () => {
    assert.deepEqual(refusals(changeSet({ Replacement: 'True' })), []);
    const added = (ResourceType: string) => ({
      ResourceChange: { Action: 'Add', LogicalResourceId: 'New', ResourceType },
    });
    const balancer = added('AWS::ElasticLoadBalancingV2::LoadBalancer');
    assert.deepEqual(refusals(changeSet({}, { Changes: [added(RULE), balancer] })), []);
    assert.equal(
      refusals(changeSet({}, { Changes: [added(RULE), added('AWS::SNS::Topic')] })).length,
      1,
      'no new stack',
    );
    const reason = "The submitted information didn't contain changes. Submit different information.";
    assert.deepEqual(refusals({ Status: 'FAILED', StatusReason: reason }), []);
  });

  it('an answer that is cut off, unfinished or of something else is refused, never waved through', () => {
    assert.match(refusals(changeSet({}, { NextToken: 'more' }))[0] ?? '', /every page/);
    assert.match(refusals(changeSet({}, { Status: 'CREATE_IN_PROGRESS' }))[0] ?? '', /CREATE_IN_PROGRESS/);
    assert.match(refusals({})[0] ?? '', /no known status/);
    assert.match(refusals({ Status: 'CREATE_COMPLETE' })[0] ?? '', /no changes/);
  });
});

describe('a change set as CloudFormation gives it', () => {
  let aws: FakeAws;
  before(async () => {
    aws = await fakeAws(settledEstate('cluster', 'service'));
  });
  after(() => aws.close());

  const task = { action: 'Modify', id: 'Task', type: 'AWS::ECS::TaskDefinition', replacement: 'True' };
  const read = (name: string) => readChangeSet(clientsFor(aws.connection), 'production-Service', name);

  it('C10: is read to its last page, where the change of a rule may stand', async () => {
    const changes = [...Array(4).fill(task), { action: 'Modify', id: 'ProductionRule', type: RULE }];
    aws.stacks.changeSets.set('production-Service/late', { status: 'CREATE_COMPLETE', changes });
    const set = await read('late');
    assert.equal(set.Changes?.length, 5);
    assert.match(refusals(set).join(), /production-Service would modify the listener rule ProductionRule/);
  });

  it('may go when it only brings another release, also after a throttled page', async () => {
    const changes = Array(3).fill(task);
    aws.stacks.changeSets.set('production-Service/release', { status: 'CREATE_COMPLETE', changes });
    aws.disturb('DescribeChangeSet', 'throttle');
    assert.deepEqual(refusals(await read('release')), []);
  });

  it('that does not exist is an error, not a set without changes', async () => {
    await assert.rejects(read('none'), { code: 'driver_unavailable' });
  });
});
