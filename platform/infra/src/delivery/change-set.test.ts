import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { resourcesOf, templateOf } from '../testing/templates.ts';
import { type ChangeSet, type ResourceChange, refusals } from './change-set.ts';

const RULE = 'AWS::ElasticLoadBalancingV2::ListenerRule';

function changeSet(change: Partial<ResourceChange>, whole: Partial<ChangeSet> = {}): ChangeSet {
  const changed = { Action: 'Modify', LogicalResourceId: 'Task', ResourceType: 'AWS::ECS::TaskDefinition', ...change };
  return {
    StackName: 'production-Service',
    Status: 'CREATE_COMPLETE',
    ChangeSetType: 'UPDATE',
    Changes: [{ ResourceChange: changed }],
    ...whole,
  };
}

function check(input: string) {
  const program = join(import.meta.dirname, 'check-change-set.ts');
  return spawnSync(process.execPath, [program], { input, encoding: 'utf8', timeout: 20_000 });
}

describe('the guard of change sets', () => {
  it('C10, C11: a change of the production or the test rule is refused by its name, whatever is done to it', () => {
    const ids = Object.keys(templateOf('production', 'Service').findResources(RULE));
    assert.equal(ids.length, resourcesOf('production', 'Service', RULE).length);
    for (const LogicalResourceId of ids) {
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
    assert.deepEqual(refusals(changeSet({ Action: 'Add', ResourceType: RULE }, { ChangeSetType: 'CREATE' })), []);
    const reason = "The submitted information didn't contain changes. Submit different information.";
    assert.deepEqual(refusals({ Status: 'FAILED', StatusReason: reason }), []);
  });

  it('an answer that is cut off, unfinished or of something else is refused, never waved through', () => {
    assert.match(refusals(changeSet({}, { NextToken: 'more' }))[0] ?? '', /every page/);
    assert.match(refusals(changeSet({}, { Status: 'CREATE_IN_PROGRESS' }))[0] ?? '', /CREATE_IN_PROGRESS/);
    assert.match(refusals({})[0] ?? '', /no known status/);
    assert.match(refusals({ Status: 'CREATE_COMPLETE' })[0] ?? '', /no changes/);
  });

  it('as a step of the pipeline it ends with 1 and the reason, or with 0', () => {
    const refused = check(JSON.stringify(changeSet({ ResourceType: RULE, LogicalResourceId: 'ProductionRule' })));
    assert.equal(refused.status, 1);
    assert.match(refused.stderr, /ProductionRule/);
    assert.equal(check(JSON.stringify(changeSet({}))).status, 0);
    assert.match(check('<html>').stderr, /no JSON/);
  });
});
