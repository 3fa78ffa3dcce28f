import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { resourcesOf, templateOf } from '../testing/templates.ts';

describe('delivery', () => {
  it('J5, J6: the pipeline shows which workflow of which environment it is, and holds no key', () => {
    for (const environment of ['development', 'staging', 'production'] as const) {
      const roles = resourcesOf(environment, 'Pipeline', 'AWS::IAM::Role').map(({ Properties }) => Properties);
      assert.equal(roles.length, 2);
      for (const { AssumeRolePolicyDocument } of roles) {
        const text = JSON.stringify(AssumeRolePolicyDocument);
        assert.match(text, /"sts:AssumeRoleWithWebIdentity"/);
        assert.ok(text.includes(`"repo:shared-payments/shared-payments:environment:${environment}"`));
        assert.match(text, /githubusercontent\.com:aud":"sts\.amazonaws\.com"/);
      }
    }
  });

  it('L5, L6: a version is one image that can not be replaced, is scanned, and is in the second region', () => {
    const images = templateOf('production', 'Images');
    images.hasResourceProperties('AWS::ECR::Repository', {
      ImageTagMutability: 'IMMUTABLE',
      ImageScanningConfiguration: { ScanOnPush: true },
    });
    images.resourceCountIs('AWS::ECR::ReplicationConfiguration', 1);
  });

  it('J6: who shows a difference may not deploy it', () => {
    const policies = resourcesOf('production', 'Pipeline', 'AWS::IAM::ManagedPolicy').map(
      ({ Properties }) => Properties,
    );
    const diff = policies.find(({ Roles }) => JSON.stringify(Roles).includes('Diff'));
    assert.doesNotMatch(JSON.stringify(diff?.PolicyDocument), /-deploy-role-|ecr:Put|s3:Put/);
  });
});
