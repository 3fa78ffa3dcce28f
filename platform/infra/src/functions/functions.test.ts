import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Match } from 'aws-cdk-lib/assertions';
import { resourcesOf, templateOf } from '../testing/templates.ts';
import { SCHEDULED_JOBS } from './jobs.ts';

const functions = templateOf('production', 'Functions');

describe('functions', () => {
  it('A5: every job runs in the private subnets, from the image of the release, one at a time', () => {
    const jobs = resourcesOf('production', 'Functions', 'AWS::Lambda::Function').map(({ Properties }) => Properties);
    assert.equal(jobs.length, SCHEDULED_JOBS.length);
    for (const job of jobs) {
      assert.equal(job.PackageType, 'Image');
      assert.deepEqual(job.Architectures, ['arm64']);
      assert.equal(job.ReservedConcurrentExecutions, 1);
      assert.ok(job.VpcConfig && job.DeadLetterConfig && job.KmsKeyArn);
      assert.deepEqual(job.TracingConfig, { Mode: 'Active' });
      assert.match(JSON.stringify(job.Code), /"Ref":"Release"/);
      assert.match(JSON.stringify(job.Environment), /"PUBLIC_URL"/);
    }
  });

  it('A5: every job has a schedule, is tried again, and what fails for good waits for a person', () => {
    functions.resourceCountIs('AWS::Scheduler::Schedule', SCHEDULED_JOBS.length);
    functions.allResourcesProperties('AWS::Scheduler::Schedule', {
      State: 'ENABLED',
      Target: Match.objectLike({
        RetryPolicy: Match.objectLike({ MaximumRetryAttempts: 2 }),
        DeadLetterConfig: { Arn: Match.anyValue() },
      }),
    });
    const rates = resourcesOf('production', 'Functions', 'AWS::Scheduler::Schedule').map(
      ({ Properties }) => Properties.ScheduleExpression,
    );
    assert.deepEqual(rates, ['rate(1 minute)', 'rate(5 minutes)', 'rate(1 hour)']);
  });

  it('H5: dead letters are kept two weeks, encrypted', () => {
    functions.hasResourceProperties('AWS::SQS::Queue', {
      MessageRetentionPeriod: 1_209_600,
      KmsMasterKeyId: Match.anyValue(),
    });
  });

  it('a run ends before the next begins', () => {
    for (const { name, every, timeout } of SCHEDULED_JOBS) assert.ok(timeout.toSeconds() < every.toSeconds(), name);
  });
});
