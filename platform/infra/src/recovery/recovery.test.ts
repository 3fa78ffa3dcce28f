import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Match } from 'aws-cdk-lib/assertions';
import { onlyOf, resourcesOf, templateOf } from '../testing/templates.ts';

const recovery = templateOf('production', 'Recovery');

describe('recovery', () => {
  it('G7: files can be restored to any moment, and reach the second region far within the hour', () => {
    const { BackupPlan } = onlyOf('production', 'Recovery', 'AWS::Backup::BackupPlan');
    assert.match(JSON.stringify(BackupPlan), /"EnableContinuousBackup":true/);
    const [files] = resourcesOf('production', 'Files', 'AWS::S3::Bucket');
    assert.match(JSON.stringify(files?.Properties.ReplicationConfiguration), /"Minutes":15/);
  });

  it('F6: a copy of every daily backup is kept in the second region, in a vault nobody can empty', () => {
    const { BackupPlan } = onlyOf('production', 'Recovery', 'AWS::Backup::BackupPlan');
    assert.match(JSON.stringify(BackupPlan), /eu-west-1:333333333333:backup-vault:shared-payments-production-copies/);
    recovery.hasResourceProperties('AWS::Backup::BackupVault', {
      LockConfiguration: { MinRetentionDays: 7, MaxRetentionDays: 400, ChangeableForDays: 3 },
      AccessPolicy: Match.objectLike({ Statement: Match.arrayWith([Match.objectLike({ Effect: 'Deny' })]) }),
    });
    const copies = onlyOf('production', 'Replica', 'AWS::Backup::BackupVault');
    assert.equal(copies.BackupVaultName, 'shared-payments-production-copies');
    assert.match(JSON.stringify(copies.AccessPolicy), /"Effect":"Deny"/);
  });

  it('G9: a random moment is restored every week by AWS Backup, and its duration is on record', () => {
    recovery.hasResourceProperties('AWS::Backup::RestoreTestingPlan', {
      ScheduleExpression: 'cron(0 4 ? * SUN *)',
      RecoveryPointSelection: Match.objectLike({ Algorithm: 'RANDOM_WITHIN_WINDOW' }),
    });
    recovery.resourceCountIs('AWS::Backup::RestoreTestingSelection', 2);
  });

  it('G8, G9, G10: what was restored is compared with what was there, by itself, and its silence is an alarm', () => {
    recovery.hasResourceProperties('AWS::Events::Rule', {
      State: 'ENABLED',
      EventPattern: Match.objectLike({
        source: ['aws.backup'],
        'detail-type': ['Restore Job State Change'],
        detail: Match.objectLike({ status: ['COMPLETED'] }),
      }),
      Targets: [
        Match.objectLike({
          Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^RestoreCheck'), 'Arn'] },
          DeadLetterConfig: Match.anyValue(),
          RetryPolicy: Match.objectLike({ MaximumRetryAttempts: 2 }),
        }),
      ],
    });
    const alarms = resourcesOf('production', 'Observability', 'AWS::CloudWatch::Alarm').map((it) => it.Properties);
    const unproven = alarms.find(({ AlarmName }) => String(AlarmName).endsWith('-restore-unproven'));
    assert.deepEqual(
      [unproven?.TreatMissingData, unproven?.ComparisonOperator, unproven?.Threshold, unproven?.Period],
      ['breaching', 'LessThanThreshold', 1, 86_400],
    );
    assert.equal(unproven?.EvaluationPeriods, 7);
  });

  it('G3, G10: a network with a door to the database waits in the second region, and lets nothing in or out', () => {
    const standby = templateOf('production', 'StandbyNetwork');
    standby.resourceCountIs('AWS::EC2::InternetGateway', 0);
    standby.resourceCountIs('AWS::EC2::NatGateway', 0);
    standby.resourceCountIs('AWS::EC2::SecurityGroupIngress', 0);
    standby.hasResourceProperties('MongoDB::Atlas::PrivateEndpointService', { Region: 'eu-west-1' });
  });

  it('J6: who checks a restore reads, and writes nothing but its verdict', () => {
    const policies = resourcesOf('production', 'Recovery', 'AWS::IAM::ManagedPolicy').map(
      ({ Properties }) => Properties,
    );
    const check = policies.find(({ Roles }) => JSON.stringify(Roles).includes('RestoreCheckRole'));
    const actions = JSON.stringify(check?.PolicyDocument);
    assert.match(actions, /s3:GetObjectVersion.*backup:PutRestoreValidationResult/s);
    assert.doesNotMatch(actions, /s3:(Put|Delete|Create)/);
  });
});
