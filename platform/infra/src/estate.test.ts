import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { allResources, resourcesOf, stackNames, templateOf } from './testing/templates.ts';

// What environments.ts may turn on or off; every other kind of resource is in both.
const OPTIONAL = new Set(['AWS::EC2::NatGateway', 'AWS::EC2::EIP']);

function typesOf(environment: 'staging' | 'production'): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const stack of stackNames(environment)) {
    const { Resources } = templateOf(environment, stack).toJSON() as { Resources: Record<string, { Type: string }> };
    for (const { Type } of Object.values(Resources)) counts.set(Type, (counts.get(Type) ?? 0) + 1);
  }
  return counts;
}

describe('estate', () => {
  it('B2, B3: staging is built of the same parts as production, in other numbers', () => {
    const staging = typesOf('staging');
    const production = typesOf('production');
    const differing = [...production].filter(([type, count]) => staging.get(type) !== count && !OPTIONAL.has(type));
    assert.deepEqual(differing, []);
    assert.deepEqual(stackNames('staging'), stackNames('production'));
  });

  it('stays far from what CloudFormation allows for one stack', () => {
    for (const stack of stackNames('production')) {
      const template = templateOf('production', stack).toJSON() as { Resources: object };
      assert.ok(Object.keys(template.Resources).length < 250, stack);
      assert.ok(JSON.stringify(template).length < 500_000, stack);
    }
  });

  it('says of no account but its own', () => {
    for (const stack of stackNames('production')) {
      assert.doesNotMatch(JSON.stringify(templateOf('production', stack).toJSON()), /111111111111|222222222222/);
    }
  });

  it('has a task and jobs of the same release', () => {
    assert.ok(resourcesOf('production', 'Service', 'AWS::ECS::TaskDefinition').length > 0);
    for (const stack of ['Service', 'Functions']) {
      const parameter = templateOf('production', stack).findParameters('Release');
      assert.equal(Object.keys(parameter).length, 1, stack);
    }
    assert.equal(allResources('production', 'AWS::ECS::Service').length, 1);
  });
});
