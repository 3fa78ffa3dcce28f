import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { Match } from 'aws-cdk-lib/assertions';
import { FIGURES } from '../../../../apps/jobs/src/invocations/business-figures.ts';
import { RESTORE_FIGURES } from '../recovery/restore-check/restore-check.ts';
import { allResources, resourcesOf, templateOf } from '../testing/templates.ts';
import { BOARDS } from './dashboards.ts';

const observability = templateOf('production', 'Observability');
const alarms = resourcesOf('production', 'Observability', 'AWS::CloudWatch::Alarm').map(({ Properties }) => Properties);

function alarm(name: string) {
  const found = alarms.find(({ AlarmName }) => AlarmName === `shared-payments-production-${name}`);
  assert.ok(found, name);
  return found;
}

describe('observability', () => {
  it('H1, H2, H3, H4, H5: one board shows CPU, memory, network, disk and queues', () => {
    const shown = BOARDS.infrastructure?.flatMap(([, ...metrics]) => metrics) ?? [];
    for (const metric of [
      'cpu',
      'memory',
      'received',
      'sent',
      'diskRead',
      'diskWritten',
      'outboxWaiting',
      'failedJobs',
    ]) {
      assert.ok(
        shown.some((it) => it === metric),
        metric,
      );
    }
    observability.resourceCountIs('AWS::CloudWatch::Dashboard', 3);
  });

  it('H10, H11, H12, H13: one board shows answers, queries, cache hits and failures', () => {
    const shown = BOARDS.performance?.flatMap(([, ...metrics]) => metrics) ?? [];
    for (const metric of ['slowest', 'queryTime', 'cacheHitRate', 'failures']) {
      assert.ok(
        shown.some((it) => it === metric),
        metric,
      );
    }
  });

  it('H14, H15, H16, H17: one board shows people, payments, their success, and features', () => {
    const shown = BOARDS.business?.flatMap(([, ...metrics]) => metrics) ?? [];
    assert.deepEqual(shown, ['activePeople', 'payments', 'paymentSuccess', 'featureUses']);
  });

  it('H6: resources that run out raise an alarm before users notice', () => {
    assert.equal(alarm('cpu-high').Threshold, 85);
    assert.equal(alarm('memory-high').Threshold, 90);
    assert.equal(alarm('cache-full').Threshold, 85);
    assert.equal(alarm('tasks-missing').Threshold, 3);
    assert.equal(alarm('tasks-missing').TreatMissingData, 'breaching');
  });

  it('H7, H8: failures and slow answers of either colour hurt users, and make one call', () => {
    const rollback = resourcesOf('production', 'Service', 'AWS::CloudWatch::Alarm').map(({ Properties }) => Properties);
    assert.deepEqual(
      rollback.map(({ Threshold }) => Threshold),
      [1, 1],
    );
    for (const { Metrics } of rollback) assert.match(JSON.stringify(Metrics), /Blue.*Green/s);
    observability.hasResourceProperties('AWS::CloudWatch::CompositeAlarm', {
      AlarmName: 'shared-payments-production-users-hurt',
      AlarmActions: Match.anyValue(),
    });
  });

  it('H9: what a person does to the account by hand raises an alarm, and so does a threat', () => {
    observability.resourceCountIs('AWS::Logs::MetricFilter', 6);
    for (const name of [
      'root-used',
      'sign-in-without-second-factor',
      'audit-changed',
      'key-disabled',
      'network-changed',
    ]) {
      assert.equal(alarm(name).Threshold, 1);
    }
    observability.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: Match.objectLike({ source: ['aws.guardduty'] }),
      State: 'ENABLED',
    });
  });

  it('H6: traffic that is unusual for its hour raises an alarm, also when nobody comes', () => {
    assert.equal(alarm('traffic-unusual').ComparisonOperator, 'LessThanLowerOrGreaterThanUpperThreshold');
  });

  it('F8: a canary uses the product through the door every five minutes', () => {
    observability.hasResourceProperties('AWS::Synthetics::Canary', {
      Schedule: Match.objectLike({ Expression: 'rate(5 minutes)' }),
      StartCanaryAfterCreation: true,
    });
    assert.equal(alarm('door-closed').TreatMissingData, 'breaching');
  });

  it('H13: 99.9 percent of answers in four weeks is an objective, and its burn is measured over three windows', () => {
    observability.hasResourceProperties('AWS::ApplicationSignals::ServiceLevelObjective', {
      Goal: Match.objectLike({ AttainmentGoal: 99.9 }),
      BurnRateConfigurations: [5, 60, 360].map((LookBackWindowMinutes) => ({ LookBackWindowMinutes })),
    });
  });

  it('H10: in 99 of 100 minutes the slowest hundredth of either colour takes less than a second', () => {
    observability.hasResourceProperties('AWS::ApplicationSignals::ServiceLevelObjective', {
      Goal: Match.objectLike({ AttainmentGoal: 99 }),
      Sli: Match.objectLike({ ComparisonOperator: 'LessThan', MetricThreshold: 1 }),
    });
  });

  it('I3, H6: where everything sleeps at night, nobody is woken because it does', () => {
    const sleeping = resourcesOf('development', 'Observability', 'AWS::CloudWatch::Alarm').map((it) => it.Properties);
    for (const name of ['tasks-missing', 'door-closed']) {
      const text = (properties?: Readonly<Record<string, unknown>>) => JSON.stringify(properties?.Metrics ?? []);
      const found = sleeping.find(({ AlarmName }) => AlarmName === `shared-payments-development-${name}`);
      assert.match(text(found), /IF\(HOUR\(it\) >= 6 AND HOUR\(it\) < 18 AND DAY\(it\) < 6, it, \d+\)/, name);
      assert.doesNotMatch(text(alarm(name)), /HOUR/, name);
    }
  });

  it('H14, H15, H16, H17: every number of the product that is shown or watched is one that the product tells', () => {
    const shown = ['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::Dashboard'].flatMap((type) =>
      resourcesOf('production', 'Observability', type).map(({ Properties }) => JSON.stringify(Properties)),
    );
    const asked = shown.flatMap((text) => [
      ...[...text.matchAll(/\\?"SharedPayments\\+",\\+"(\w+)/g)].map(([, name = '']) => name),
      ...[...text.matchAll(/"MetricName":"(\w+)","Namespace":"SharedPayments"/g)].map(([, name = '']) => name),
    ]);
    const told: string[] = [...FIGURES, ...RESTORE_FIGURES];
    assert.ok(asked.length >= 6, `${asked}`);
    assert.deepEqual(
      [...new Set(asked)].filter((name) => !told.includes(name)),
      [],
    );
  });

  it('H6, H9: every alarm tells somebody, and names a runbook that exists', () => {
    for (const { AlarmName, AlarmActions } of alarms) assert.ok(AlarmActions, String(AlarmName));
    const runbook = readFileSync(join(import.meta.dirname, '../../../../docs/runbooks/aws-alarms.md'), 'utf8');
    const headings = [...runbook.matchAll(/^## ([a-z-]+)$/gm)].map((match) => match[1]);
    const all = ['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm'].flatMap((type) =>
      allResources('production', type).map(({ Properties }) => Properties),
    );
    const names = all.map(({ AlarmName }) => String(AlarmName).replace('shared-payments-production-', ''));
    assert.deepEqual(headings.toSorted(), names.toSorted());
    for (const { AlarmDescription } of all) assert.match(String(AlarmDescription), /docs\/runbooks\/aws-alarms\.md/);
  });
});
