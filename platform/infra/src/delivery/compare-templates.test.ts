import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { templateOf } from '../testing/templates.ts';
import { compareTemplates, type StackDifference } from './compare-templates.ts';

type Template = {
  Resources: Record<string, { Type: string; Properties: Record<string, unknown>; DeletionPolicy?: string }>;
};

/** Production's stack, and the same with something changed. */
function compare(stack: string, change: (template: Template) => void): StackDifference | undefined {
  const before = templateOf('production', stack).toJSON();
  const after = structuredClone(before);
  change(after as Template);
  return compareTemplates(`production-${stack}`, before, after);
}

function idOf({ Resources }: Template, type: string): string {
  const found = Object.entries(Resources).find(([, resource]) => resource.Type === type);
  assert.ok(found, type);
  return found[0];
}

/** What the running API may do. */
function taskStatements({ Resources }: Template): object[] {
  const [, policy] = Object.entries(Resources).find(([id]) => id.startsWith('TaskRolePermissions')) ?? [];
  const document = policy?.Properties.PolicyDocument as { readonly Statement: object[] } | undefined;
  assert.ok(document, 'the role of the task has a policy');
  return document.Statement;
}

function changesOf(difference: StackDifference | undefined) {
  return difference?.resources.map(({ type, change, properties }) => [type, change, ...properties]);
}

describe('the difference of two templates', () => {
  it('is nothing where nothing differs', () => {
    assert.equal(
      compare('Service', () => {}),
      undefined,
    );
  });

  it('tells a resource that is made anew from one that is changed in place, by what CloudFormation knows of each property', () => {
    const difference = compare('Service', (template) => {
      const group = template.Resources[idOf(template, 'AWS::ElasticLoadBalancingV2::TargetGroup')];
      const balancer = template.Resources[idOf(template, 'AWS::ElasticLoadBalancingV2::LoadBalancer')];
      if (group) group.Properties.Name = 'sp-production-renamed';
      if (balancer) balancer.Properties.SecurityGroups = ['sg-1'];
    });
    const changes = changesOf(difference) ?? [];
    assert.ok(
      changes.some((it) => it.join() === 'AWS::ElasticLoadBalancingV2::TargetGroup,replaced,Name'),
      JSON.stringify(changes),
    );
    assert.ok(changes.some((it) => it.join() === 'AWS::ElasticLoadBalancingV2::LoadBalancer,changed,SecurityGroups'));
  });

  it('tells what is removed from what is only let go', () => {
    const difference = compare('Files', (template) => {
      for (const id of [idOf(template, 'AWS::S3::BucketPolicy'), idOf(template, 'AWS::S3::Bucket')]) {
        delete template.Resources[id];
      }
    });
    const changes = difference?.resources.map(({ type, change }) => `${type} ${change}`).toSorted();
    assert.deepEqual(changes, ['AWS::S3::Bucket kept but let go', 'AWS::S3::BucketPolicy removed']);
  });

  it('calls a right out that a role did not have, and is silent about one it lost', () => {
    const widened = compare('Service', (template) => {
      taskStatements(template).push({ Effect: 'Allow', Action: 's3:DeleteBucket', Resource: '*' });
    });
    assert.equal(widened?.broaderRights.length, 1);
    assert.match(widened?.broaderRights[0] ?? '', /^allows .*s3:DeleteBucket on \*/);
    const narrowed = compare('Service', (template) => {
      taskStatements(template).splice(0, 1);
    });
    assert.deepEqual([narrowed?.broaderRights, changesOf(narrowed)?.length], [[], 1]);
  });

  it('calls out a security group that lets more in', () => {
    const difference = compare('Network', (template) => {
      template.Resources.Hole = {
        Type: 'AWS::EC2::SecurityGroupIngress',
        Properties: { GroupId: 'sg-1', IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIp: '0.0.0.0/0' },
      };
    });
    assert.deepEqual(changesOf(difference), [['AWS::EC2::SecurityGroupIngress', 'added']]);
    assert.match(difference?.broaderNetwork.join() ?? '', /TCP 22 in from Everyone/);
  });

  it('lists a stack that is new or gone resource by resource', () => {
    const template = templateOf('production', 'Keys').toJSON();
    const count = Object.keys(template.Resources).length;
    assert.equal(compareTemplates('production-Keys', {}, template)?.resources.length, count);
    assert.ok(compareTemplates('production-Keys', template, {})?.resources.every(({ change }) => change !== 'added'));
  });
});
