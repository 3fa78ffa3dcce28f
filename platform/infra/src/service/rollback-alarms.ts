import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { EstateStack } from '../estate-stack.ts';
import { nameOf } from '../names.ts';
import { acknowledge } from '../security/acknowledge.ts';
import type { Colours } from './load-balancer.ts';

export interface RollbackAlarms {
  readonly errors: cloudwatch.Alarm;
  readonly latency: cloudwatch.Alarm;
}

/** Known before the alarms are: what ECS is told must not make the service wait for metrics of itself. */
export const ROLLBACK_ALARMS = ['api-errors', 'api-latency'] as const;

const ERROR_PERCENT = 1;
// Below this many requests a minute one failure would be a percentage that says nothing.
const REQUESTS_MIN = 50;
const LATENCY_P99_SECONDS = 1;
const PERIOD = Duration.minutes(1);

/** Over both colours, so that they watch the release whichever it wears. Their names are known before the service is. */
export function rollbackAlarms(stack: EstateStack, { blue, green }: Colours): RollbackAlarms {
  const count = (group: elbv2.ApplicationTargetGroup) => group.metrics.requestCount({ period: PERIOD });
  const failed = (group: elbv2.ApplicationTargetGroup) =>
    group.metrics.httpCodeTarget(elbv2.HttpCodeTarget.TARGET_5XX_COUNT, { period: PERIOD });
  const slow = (group: elbv2.ApplicationTargetGroup) =>
    group.metrics.targetResponseTime({ period: PERIOD, statistic: 'p99' });
  const errors = new cloudwatch.MathExpression({
    label: 'Failed requests, percent',
    period: PERIOD,
    expression: `IF(${sum('n')} >= ${REQUESTS_MIN}, 100 * (${sum('f')}) / (${sum('n')}), 0)`,
    usingMetrics: { nBlue: count(blue), nGreen: count(green), fBlue: failed(blue), fGreen: failed(green) },
  });
  const latency = new cloudwatch.MathExpression({
    label: 'Slowest hundredth, seconds',
    period: PERIOD,
    expression: 'MAX([FILL(blue, 0), FILL(green, 0)])',
    usingMetrics: { blue: slow(blue), green: slow(green) },
  });
  return {
    errors: alarm(stack, 'ApiErrors', 'api-errors', errors, ERROR_PERCENT),
    latency: alarm(stack, 'ApiLatency', 'api-latency', latency, LATENCY_P99_SECONDS),
  };
}

const sum = (metric: string) => `FILL(${metric}Blue, 0) + FILL(${metric}Green, 0)`;

function alarm(
  stack: EstateStack,
  id: string,
  name: (typeof ROLLBACK_ALARMS)[number],
  metric: cloudwatch.IMetric,
  threshold: number,
): cloudwatch.Alarm {
  const made = new cloudwatch.Alarm(stack, id, {
    alarmName: nameOf(stack.settings, name),
    alarmDescription: `Runbook: docs/runbooks/aws-alarms.md, ${name}. A deployment under way rolls back.`,
    metric,
    threshold,
    comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
    evaluationPeriods: 3,
    datapointsToAlarm: 2,
    treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
  });
  acknowledge(made, {
    'NIST.800.53.R5-CloudWatchAlarmAction':
      'ECS acts on it by its name, and `users-hurt`, which contains it, tells operators.',
  });
  return made;
}
