import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as kms from 'aws-cdk-lib/aws-kms';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import * as sns from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import type { Environment } from '../environments.ts';
import { EstateStack } from '../estate-stack.ts';
import { nameOf } from '../names.ts';
import type { ServiceStack } from '../service/service.stack.ts';
import { alarmList, type WatchedFor } from './alarm-list.ts';
import { canary } from './canary.ts';
import { dashboards } from './dashboards.ts';
import { objectives } from './objectives.ts';
import { securityEvents } from './security-events.ts';
import { type Watched, watched, whileAwake } from './watched.ts';

export interface ObservabilityNeeds {
  readonly service: ServiceStack;
  readonly key: kms.IKey;
  readonly logs: s3.IBucket;
  readonly trailLogName: string;
}

const RUNBOOKS = 'docs/runbooks/aws-alarms.md';
const BAND_DEVIATIONS = 4;
const DAYS_PER_WEEK = 7;
const CANARY_MINUTES = 5;

/** What is shown, what wakes somebody, and what was promised. */
export class ObservabilityStack extends EstateStack {
  readonly topic: sns.Topic;

  constructor(scope: Construct, id: string, settings: Environment, needs: ObservabilityNeeds) {
    super(scope, id, settings, { description: 'Dashboards, alarms, canary, objectives' });
    this.topic = new sns.Topic(this, 'Alarms', {
      topicName: nameOf(settings, 'alarms'),
      masterKey: kms.Key.fromKeyArn(this, 'Key', needs.key.keyArn),
      enforceSSL: true,
    });
    this.topic.addSubscription(new EmailSubscription(settings.operators.mail));
    const metrics = watched(settings, needs.service.balancer);
    const alarms = [
      ...alarmList(settings).map((it) => this.alarm(it, metrics)),
      ...securityEvents(this, needs.trailLogName, this.topic),
      this.unusual(metrics),
      this.canaryFails(needs.logs),
      this.restoreUnproven(metrics),
    ];
    for (const alarm of alarms) alarm.addAlarmAction(new SnsAction(this.topic));
    this.usersAreHurt(needs.service);
    dashboards(this, metrics, alarms);
    objectives(this, needs.service.balancer);
  }

  private alarm({ name, metric, when, threshold, minutes, ifSilent }: WatchedFor, metrics: Watched): cloudwatch.Alarm {
    return new cloudwatch.Alarm(this, `Alarm-${name}`, {
      alarmName: nameOf(this.settings, name),
      alarmDescription: `Runbook: ${RUNBOOKS}, ${name}`,
      metric: name === 'tasks-missing' ? whileAwake(this.settings, metrics[metric], threshold) : metrics[metric],
      comparisonOperator: when,
      threshold,
      evaluationPeriods: minutes,
      treatMissingData: ifSilent,
    });
  }

  /** Far from what this hour of the week usually brings, in either direction: also when nobody comes any more. */
  private unusual({ requests }: Watched): cloudwatch.AnomalyDetectionAlarm {
    return new cloudwatch.AnomalyDetectionAlarm(this, 'Alarm-traffic-unusual', {
      alarmName: nameOf(this.settings, 'traffic-unusual'),
      alarmDescription: `Runbook: ${RUNBOOKS}, traffic-unusual`,
      metric: requests,
      stdDevs: BAND_DEVIATIONS,
      evaluationPeriods: 10,
      datapointsToAlarm: 8,
      comparisonOperator: cloudwatch.ComparisonOperator.LESS_THAN_LOWER_OR_GREATER_THAN_UPPER_THRESHOLD,
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
    });
  }

  private canaryFails(logs: s3.IBucket): cloudwatch.Alarm {
    return new cloudwatch.Alarm(this, 'Alarm-door-closed', {
      alarmName: nameOf(this.settings, 'door-closed'),
      alarmDescription: `Runbook: ${RUNBOOKS}, door-closed`,
      metric: whileAwake(
        this.settings,
        canary(this, logs).metricSuccessPercent({ period: Duration.minutes(CANARY_MINUTES) }),
        100,
      ),
      comparisonOperator: cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD,
      threshold: 90,
      evaluationPeriods: 3,
      datapointsToAlarm: 2,
      treatMissingData: cloudwatch.TreatMissingData.BREACHING,
    });
  }

  /** Rehearsals run every week: seven days without one that gave back what was there are as bad as one that failed. */
  private restoreUnproven({ restoresVerified }: Watched): cloudwatch.Alarm {
    return new cloudwatch.Alarm(this, 'Alarm-restore-unproven', {
      alarmName: nameOf(this.settings, 'restore-unproven'),
      alarmDescription: `Runbook: ${RUNBOOKS}, restore-unproven`,
      metric: restoresVerified,
      comparisonOperator: cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD,
      threshold: 1,
      evaluationPeriods: DAYS_PER_WEEK,
      treatMissingData: cloudwatch.TreatMissingData.BREACHING,
    });
  }

  /** One page instead of three: whatever the cause, this is what users feel. */
  private usersAreHurt({ rollbackAlarms }: ServiceStack): void {
    const { errors, latency } = rollbackAlarms;
    new cloudwatch.CompositeAlarm(this, 'Alarm-users-hurt', {
      compositeAlarmName: nameOf(this.settings, 'users-hurt'),
      alarmDescription: `Runbook: ${RUNBOOKS}, users-hurt`,
      alarmRule: cloudwatch.AlarmRule.anyOf(errors, latency),
    }).addAlarmAction(new SnsAction(this.topic));
  }
}
