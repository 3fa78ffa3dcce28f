import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as logs from 'aws-cdk-lib/aws-logs';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type { EstateStack } from '../estate-stack.ts';
import { nameOf } from '../names.ts';

/** What a person did to the account, in the language of the audit trail. Deployments do none of these by hand. */
export const SECURITY_EVENTS = {
  'root-used':
    '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }',
  'sign-in-without-second-factor':
    '{ $.eventName = "ConsoleLogin" && $.additionalEventData.MFAUsed != "Yes" && $.responseElements.ConsoleLogin = "Success" }',
  'access-refused': '{ $.errorCode = "*UnauthorizedOperation" || $.errorCode = "AccessDenied*" }',
  'audit-changed':
    '{ $.eventName = "StopLogging" || $.eventName = "DeleteTrail" || $.eventName = "UpdateTrail" || $.eventName = "DeleteDetector" || $.eventName = "StopConfigurationRecorder" }',
  'key-disabled':
    '{ $.eventSource = "kms.amazonaws.com" && ($.eventName = "DisableKey" || $.eventName = "ScheduleKeyDeletion") }',
  'network-changed':
    '{ $.eventName = "AuthorizeSecurityGroupIngress" || $.eventName = "AuthorizeSecurityGroupEgress" || $.eventName = "CreateNetworkAclEntry" || $.eventName = "ReplaceRoute" || $.eventName = "CreateRoute" }',
} as const;

// One refusal is a typo; many are somebody trying doors.
const THRESHOLDS: Readonly<Record<string, number>> = { 'access-refused': 20 };
const SEVERITY_MIN = 4;

export function securityEvents(stack: EstateStack, trailLogName: string, topic: sns.ITopic): cloudwatch.Alarm[] {
  findings(stack, topic);
  const trail = logs.LogGroup.fromLogGroupName(stack, 'Trail', trailLogName);
  return Object.entries(SECURITY_EVENTS).map(([name, pattern]) => {
    const filter = new logs.MetricFilter(stack, `Filter-${name}`, {
      logGroup: trail,
      filterPattern: logs.FilterPattern.literal(pattern),
      metricNamespace: `${nameOf(stack.settings, 'audit')}`,
      metricName: name,
      defaultValue: 0,
    });
    return new cloudwatch.Alarm(stack, `Alarm-${name}`, {
      alarmName: nameOf(stack.settings, name),
      alarmDescription: `Runbook: docs/runbooks/aws-alarms.md, ${name}`,
      metric: filter.metric({ statistic: 'Sum', period: Duration.minutes(5) }),
      threshold: THRESHOLDS[name] ?? 1,
      evaluationPeriods: 1,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
    });
  });
}

function findings(stack: EstateStack, topic: sns.ITopic): void {
  new events.Rule(stack, 'Findings', {
    ruleName: nameOf(stack.settings, 'findings'),
    description: 'Threats of medium severity and above',
    eventPattern: { source: ['aws.guardduty'], detail: { severity: events.Match.greaterThanOrEqual(SEVERITY_MIN) } },
    targets: [new targets.SnsTopic(topic)],
  });
}
