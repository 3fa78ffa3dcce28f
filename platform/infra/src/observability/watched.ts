import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { Environment } from '../environments.ts';
import { nameOf } from '../names.ts';
import type { Balancer } from '../service/load-balancer.ts';

const PERIOD = Duration.minutes(1);
/** What the product itself writes into its log as embedded metrics: apps/jobs/src/invocations/business-figures.ts. */
export const PRODUCT_NAMESPACE = 'SharedPayments';

type Metric = cloudwatch.IMetric;

export interface Watched {
  readonly cpu: Metric;
  readonly memory: Metric;
  readonly tasks: Metric;
  readonly received: Metric;
  readonly sent: Metric;
  readonly diskRead: Metric;
  readonly diskWritten: Metric;
  readonly outboxWaiting: Metric;
  readonly failedJobs: Metric;
  readonly requests: Metric;
  readonly failures: Metric;
  readonly slowest: Metric;
  readonly unhealthy: Metric;
  readonly cacheHitRate: Metric;
  readonly cacheEngineCpu: Metric;
  readonly cacheMemory: Metric;
  readonly cacheLag: Metric;
  readonly queryTime: Metric;
  readonly activePeople: Metric;
  readonly payments: Metric;
  readonly paymentSuccess: Metric;
  readonly featureUses: Metric;
  readonly restoresVerified: Metric;
}

/** Every metric that a dashboard or an alarm shows, by the name operators use for it. */
export function watched(settings: Environment, { balancer, colours }: Balancer): Watched {
  const service = { ClusterName: nameOf(settings, 'cluster'), ServiceName: nameOf(settings, 'api') };
  const insights = (name: string, statistic = 'Average') => metric('ECS/ContainerInsights', name, service, statistic);
  const cache = (name: string, statistic = 'Average') =>
    metric('AWS/ElastiCache', name, { ReplicationGroupId: nameOf(settings, 'cache') }, statistic);
  const product = (name: string, statistic: string, period = PERIOD) =>
    metric(PRODUCT_NAMESPACE, name, { environment: settings.name }, statistic, period);
  const LoadBalancer = balancer.loadBalancerFullName;
  const target = (id: string, name: string, statistic: string) =>
    bothColours(
      id,
      statistic === 'Sum' ? '+' : 'MAX',
      [colours.blue, colours.green].map(({ targetGroupFullName }) =>
        metric('AWS/ApplicationELB', name, { TargetGroup: targetGroupFullName, LoadBalancer }, statistic),
      ),
    );
  return {
    cpu: metric('AWS/ECS', 'CPUUtilization', service),
    memory: metric('AWS/ECS', 'MemoryUtilization', service),
    tasks: insights('RunningTaskCount', 'Minimum'),
    received: insights('NetworkRxBytes', 'Sum'),
    sent: insights('NetworkTxBytes', 'Sum'),
    diskRead: insights('StorageReadBytes', 'Sum'),
    diskWritten: insights('StorageWriteBytes', 'Sum'),
    outboxWaiting: metric('AWS/Lambda', 'AsyncEventAge', { FunctionName: nameOf(settings, 'job-outbox') }, 'Maximum'),
    failedJobs: metric(
      'AWS/SQS',
      'ApproximateNumberOfMessagesVisible',
      { QueueName: nameOf(settings, 'jobs-failed') },
      'Maximum',
    ),
    requests: target('requests', 'RequestCount', 'Sum'),
    failures: target('failures', 'HTTPCode_Target_5XX_Count', 'Sum'),
    slowest: target('slowest', 'TargetResponseTime', 'p99'),
    unhealthy: target('unhealthy', 'UnHealthyHostCount', 'Maximum'),
    cacheHitRate: cache('CacheHitRate'),
    cacheEngineCpu: cache('EngineCPUUtilization', 'Maximum'),
    cacheMemory: cache('DatabaseMemoryUsagePercentage', 'Maximum'),
    cacheLag: cache('ReplicationLag', 'Maximum'),
    queryTime: cache('GetTypeCmdsLatency', 'Maximum'),
    activePeople: product('ActivePeople', 'Maximum'),
    payments: growth('payments', product('Payments', 'Maximum')),
    paymentSuccess: product('PaymentSuccess', 'Average'),
    featureUses: growth('featureUses', product('FeatureUses', 'Maximum')),
    restoresVerified: product('RestoresVerified', 'Sum', Duration.days(1)),
  };
}

function metric(
  namespace: string,
  metricName: string,
  dimensionsMap: Record<string, string>,
  statistic = 'Average',
  period = PERIOD,
): Metric {
  return new cloudwatch.Metric({ namespace, metricName, dimensionsMap, statistic, period });
}

/**
 * A metric that says `quiet` outside of working hours, where an environment sleeps then. The hours are in UTC and inside of those
 * in which it is awake in summer and in winter: cost/sleep-at-night.ts.
 */
export function whileAwake({ cost }: Environment, it: Metric, quiet: number): Metric {
  if (!cost.sleepsAtNight) return it;
  return new cloudwatch.MathExpression({
    label: 'while awake',
    expression: `IF(HOUR(it) >= 6 AND HOUR(it) < 18 AND DAY(it) < 6, it, ${quiet})`,
    usingMetrics: { it },
    period: it instanceof cloudwatch.Metric ? it.period : PERIOD,
  });
}

/** What came since the minute before, of a number that only ever grows. */
function growth(id: string, total: Metric): Metric {
  return new cloudwatch.MathExpression({
    label: id,
    expression: `DIFF(FILL(${id}Total, REPEAT))`,
    usingMetrics: { [`${id}Total`]: total },
    period: PERIOD,
  });
}

/** Every metric of a graph needs an id of its own, so the ids carry the metric's name. */
function bothColours(id: string, by: '+' | 'MAX', [blue, green]: readonly Metric[]): Metric {
  if (!blue || !green) throw new Error('A service has two colours.');
  const both = [`FILL(${id}Blue, 0)`, `FILL(${id}Green, 0)`];
  return new cloudwatch.MathExpression({
    label: id,
    expression: by === '+' ? both.join(' + ') : `MAX([${both.join(', ')}])`,
    usingMetrics: { [`${id}Blue`]: blue, [`${id}Green`]: green },
    period: PERIOD,
  });
}
