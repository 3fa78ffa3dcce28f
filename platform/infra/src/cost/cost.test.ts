import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CfnResource, TagManager } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import type { EnvironmentName } from '../environments.ts';
import { onlyOf, resourcesOf, stacksOf, templateOf } from '../testing/templates.ts';

const cost = templateOf('production', 'Cost');
const KEYS = ['product', 'environment', 'component'];

/** Every resource that CloudFormation lets carry tags, with what the template says of it. */
function taggableIn(environment: EnvironmentName) {
  return stacksOf(environment).flatMap((stack) => {
    const { Resources = {} } = templateOf(environment, stack.node.id).toJSON() as {
      Resources?: Record<string, object>;
    };
    return stack.node.findAll().flatMap((it) => {
      if (!CfnResource.isCfnResource(it) || !TagManager.of(it)) return [];
      const text = JSON.stringify(Resources[stack.resolve(it.logicalId) as string] ?? {});
      return [{ path: it.node.path, type: it.cfnResourceType, text }];
    });
  });
}

describe('cost', () => {
  it('I6: somebody hears of a month that will cost too much before it does', () => {
    cost.hasResourceProperties('AWS::Budgets::Budget', {
      Budget: Match.objectLike({ BudgetType: 'COST', BudgetLimit: { Amount: 9_000, Unit: 'USD' } }),
      NotificationsWithSubscribers: Match.arrayWith([
        Match.objectLike({ Notification: Match.objectLike({ NotificationType: 'FORECASTED', Threshold: 100 }) }),
        Match.objectLike({ Notification: Match.objectLike({ NotificationType: 'ACTUAL', Threshold: 80 }) }),
      ]),
    });
    cost.resourceCountIs('AWS::CE::AnomalySubscription', 1);
  });

  it('I1: production hears when what always runs is not reserved; development reserves nothing', () => {
    cost.hasResourceProperties('AWS::Budgets::Budget', { Budget: Match.objectLike({ BudgetType: 'RI_COVERAGE' }) });
    templateOf('development', 'Cost').resourceCountIs('AWS::Budgets::Budget', 1);
  });

  it('I5: everything carries product, environment and component, also what a service starts', () => {
    for (const [stack, type] of [
      ['Files', 'AWS::S3::Bucket'],
      ['Cache', 'AWS::ElastiCache::ReplicationGroup'],
      ['Service', 'AWS::ECS::Service'],
      ['Network', 'AWS::EC2::NatGateway'],
      ['Functions', 'AWS::Lambda::Function'],
    ] as const) {
      for (const { Properties } of resourcesOf('production', stack, type)) {
        const keys = (Properties.Tags as { Key: string }[]).map(({ Key }) => Key);
        for (const key of ['product', 'environment', 'component']) assert.ok(keys.includes(key), `${type}: ${key}`);
      }
    }
    assert.equal(onlyOf('production', 'Service', 'AWS::ECS::Service').PropagateTags, 'SERVICE');
  });

  it('I5: whatever can carry tags does, in every stack of every environment', () => {
    for (const environment of ['development', 'staging', 'production'] as const) {
      const taggable = taggableIn(environment);
      assert.ok(taggable.length > 150, `${taggable.length}`);
      const bare = taggable.filter(({ text }) => !KEYS.every((key) => text.includes(`"${key}"`)));
      assert.deepEqual(
        bare.map(({ path, type }) => `${path} (${type})`),
        [],
      );
    }
  });

  it('I7, I8: every hour of use, and the advice to use less, are exported', () => {
    const exports = resourcesOf('production', 'Cost', 'AWS::BCMDataExports::Export');
    const queries = exports.map(({ Properties }) => JSON.stringify(Properties.Export));
    assert.ok(queries.some((text) => text.includes('FROM COST_AND_USAGE_REPORT') && text.includes('HOURLY')));
    assert.ok(queries.some((text) => text.includes('FROM COST_OPTIMIZATION_RECOMMENDATIONS')));
  });

  it('I3: development sleeps at night, and production never does', () => {
    const type = 'AWS::ApplicationAutoScaling::ScalableTarget';
    const sleeps = onlyOf('development', 'Service', type).ScheduledActions as {
      Schedule: string;
      ScalableTargetAction: { MinCapacity: number; MaxCapacity: number };
    }[];
    assert.deepEqual(
      sleeps.map(({ ScalableTargetAction: it }) => [it.MinCapacity, it.MaxCapacity]),
      [
        [0, 0],
        [1, 2],
      ],
    );
    assert.equal(onlyOf('production', 'Service', type).ScheduledActions, undefined);
  });

  it('I4: old images, old builds and old reports are removed by themselves', () => {
    const { LifecyclePolicy } = onlyOf('production', 'Images', 'AWS::ECR::Repository');
    assert.match(JSON.stringify(LifecyclePolicy), /untagged.*imageCountMoreThan/s);
    for (const stack of ['Edge', 'Cost', 'Logs']) {
      for (const { Properties } of resourcesOf('production', stack, 'AWS::S3::Bucket')) {
        assert.ok(Properties.LifecycleConfiguration, String(Properties.BucketName));
      }
    }
  });
});
