import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { App, Stack } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { allResources, onlyOf, resourcesOf, templateOf } from '../testing/templates.ts';
import { acknowledge } from './acknowledge.ts';
import { allow, roleWith } from './role.ts';

const LOG_ONLY = 'service-role/AWSLambdaBasicExecutionRole';
const audit = templateOf('production', 'Audit');

interface Statement {
  readonly Effect: string;
  readonly Action?: string | string[];
  readonly Resource?: unknown;
}

function statements(): readonly Statement[] {
  const documents = ['AWS::IAM::ManagedPolicy', 'AWS::IAM::Policy'].flatMap((type) => allResources('production', type));
  return documents.flatMap(({ Properties }) => (Properties.PolicyDocument as { Statement: Statement[] }).Statement);
}

describe('access', () => {
  it('J6: no role may do everything of a service, and none is an administrator', () => {
    const allowed = statements().filter(({ Effect }) => Effect === 'Allow');
    assert.ok(allowed.length > 60);
    const wide = allowed.flatMap(({ Action = [] }) => [Action].flat()).filter((action) => /(^|:)\*/.test(action));
    assert.deepEqual(wide, []);
  });

  it('J5: rights are written by their owner, and none of ours comes with a policy of AWS', () => {
    const roles = allResources('production', 'AWS::IAM::Role').map(({ Properties }) => Properties);
    // CDK's own function that closes the default group of each network may write its log, no more.
    const foreign = roles
      .map(({ ManagedPolicyArns }) => JSON.stringify(ManagedPolicyArns ?? []))
      .filter((text) => text.includes(':aws:policy/'));
    assert.ok(foreign.every((text) => text.includes(LOG_ONLY)));
    assert.equal(foreign.length, allResources('production', 'Custom::VpcRestrictDefaultSG').length);
    assert.equal(allResources('production', 'AWS::IAM::Policy').length, 0);
  });

  it('J6: a pattern without a reason is refused, and so is a reason that gives none', () => {
    const stack = new Stack(new App(), 'Stack');
    const props = { description: 'x', trusts: new iam.ServicePrincipal('ecs.amazonaws.com') };
    assert.throws(
      () => roleWith(stack, 'Role', { ...props, may: [allow(['s3:GetObject'], ['arn:aws:s3:::b/*'])] }),
      /allows arn:aws:s3:::b\/\* without a reason: use allowAnyOf/,
    );
    assert.throws(() => acknowledge(stack, { 'AwsSolutions-S1': 'because' }), /without saying why/);
    assert.throws(
      () => acknowledge(stack, { 'Other-1': 'a reason that is long enough' }),
      /belongs to no known rule pack/,
    );
  });

  it('J7: roles of operators can only be taken with a second factor, shown within the hour', () => {
    const roles = resourcesOf('production', 'Access', 'AWS::IAM::Role');
    assert.equal(roles.length, 2);
    for (const { Properties } of roles) {
      const text = JSON.stringify(Properties.AssumeRolePolicyDocument);
      assert.match(text, /"aws:MultiFactorAuthPresent":"true"/);
      assert.match(text, /"aws:MultiFactorAuthAge":"3600"/);
    }
  });

  it('J7: an operator without a second factor may register one and nothing else', () => {
    const policies = resourcesOf('production', 'Access', 'AWS::IAM::ManagedPolicy').map(({ Properties }) => Properties);
    const operators = policies.find(({ ManagedPolicyName }) => ManagedPolicyName !== undefined);
    assert.ok(operators);
    const { Statement } = operators.PolicyDocument as { Statement: (Statement & { NotAction?: string[] })[] };
    const deny = Statement.find(({ Effect }) => Effect === 'Deny');
    assert.match(JSON.stringify(deny), /"BoolIfExists":\{"aws:MultiFactorAuthPresent":"false"\}/);
    assert.ok(
      deny?.NotAction?.every((action) => /^iam:(Create|Enable|List|Resync|Change)|^sts:GetSession/.test(action)),
    );
  });

  it('L7: only the repairing role may change a parameter, and secrets are read by who needs them', () => {
    const writers = statements().filter(({ Action }) => [Action].flat().includes('ssm:PutParameter'));
    assert.equal(writers.length, 1);
    const readers = statements().filter(({ Action }) => [Action].flat().includes('secretsmanager:GetSecretValue'));
    assert.ok(readers.every(({ Resource }) => Resource !== '*'));
  });
});

describe('audit', () => {
  it('J8, L8: the trail covers every region, proves itself unchanged, and names who touched which file', () => {
    audit.hasResourceProperties('AWS::CloudTrail::Trail', {
      IsMultiRegionTrail: true,
      IncludeGlobalServiceEvents: true,
      EnableLogFileValidation: true,
      IsLogging: true,
      KMSKeyId: Match.anyValue(),
      CloudWatchLogsRoleArn: Match.anyValue(),
      EventSelectors: Match.arrayWith([Match.objectLike({ DataResources: Match.anyValue() })]),
      InsightSelectors: [{ InsightType: 'ApiCallRateInsight' }, { InsightType: 'ApiErrorRateInsight' }],
    });
  });

  it('J8: nobody can change or delete the trail for seven years', () => {
    audit.hasResourceProperties('AWS::S3::Bucket', {
      ObjectLockEnabled: true,
      ObjectLockConfiguration: {
        ObjectLockEnabled: 'Enabled',
        Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 2_555 } },
      },
    });
  });

  it('L6: every change of a resource is recorded, and judged by rules', () => {
    audit.hasResourceProperties('AWS::Config::ConfigurationRecorder', {
      RecordingGroup: { AllSupported: true, IncludeGlobalResourceTypes: true },
    });
    assert.ok(resourcesOf('production', 'Audit', 'AWS::Config::ConfigRule').length >= 20);
  });

  it('H9: threats are looked for in files, functions, disks and running tasks', () => {
    const { Features } = onlyOf('production', 'Audit', 'AWS::GuardDuty::Detector') as {
      Features: { Status: string }[];
    };
    assert.equal(Features.length, 4);
    assert.ok(Features.every(({ Status }) => Status === 'ENABLED'));
    audit.resourceCountIs('AWS::SecurityHub::Standard', 3);
  });

  it('J8: every log is encrypted with a key of ours and kept as long as the environment says', () => {
    const logs = allResources('production', 'AWS::Logs::LogGroup').map(({ Properties }) => Properties);
    assert.ok(logs.length >= 14);
    for (const it of logs) {
      assert.equal(it.RetentionInDays, 400, String(it.LogGroupName));
      assert.ok(it.KmsKeyId, String(it.LogGroupName));
    }
  });

  it('J8: keys change every year and can not be deleted at once', () => {
    const keys = allResources('production', 'AWS::KMS::Key');
    assert.equal(keys.length, 5);
    for (const { Properties, DeletionPolicy } of keys) {
      assert.equal(Properties.EnableKeyRotation, true);
      assert.equal(Properties.PendingWindowInDays, 30);
      assert.equal(DeletionPolicy, 'Retain');
    }
  });
});
