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
    const { schedules, settings } = ofEveryJob();
    assert.deepEqual(
      schedules,
      SCHEDULED_JOBS.map(({ name, every }) => [`shared-payments-production-${name}`, every.toMinutes()]),
    );
    for (const { MaximumEventAgeInSeconds, MaximumRetryAttempts } of settings) {
      assert.equal(MaximumRetryAttempts, 2);
      assert.ok(Number(MaximumEventAgeInSeconds) <= 3_600, 'a run that waits for hours is no run any more');
    }
    assert.equal(settings.length, SCHEDULED_JOBS.length);
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

function ofEveryJob() {
  const minutes = (rate: string) => {
    const [, count = '', unit = ''] = /^rate\((\d+) (minute|hour)s?\)$/.exec(rate) ?? [];
    return Number(count) * (unit === 'hour' ? 60 : 1);
  };
  const schedules = resourcesOf('production', 'Functions', 'AWS::Scheduler::Schedule').map(({ Properties }) => [
    Properties.Name,
    minutes(String(Properties.ScheduleExpression)),
  ]);
  const settings = resourcesOf('production', 'Functions', 'AWS::Lambda::EventInvokeConfig').map(
    ({ Properties }) => Properties,
  );
  return { schedules, settings };
}
