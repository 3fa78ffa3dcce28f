import * as applicationsignals from 'aws-cdk-lib/aws-applicationsignals';
import type { EstateStack } from '../estate-stack.ts';
import { nameOf } from '../names.ts';
import type { Balancer } from '../service/load-balancer.ts';

const GOAL_PERCENT = 99.9;
const WARNING_PERCENT = 50;
const WINDOW_DAYS = 28;
// Fast enough to wake somebody, slow enough to open a ticket.
const LOOK_BACK_MINUTES = [5, 60, 360];

const QUICK_SECONDS = 1;
const QUICK_PERCENT = 99;
const MINUTE_SECONDS = 60;

/** Of all answers in four weeks, 99.9 percent are no failure of ours. */
export function objectives(stack: EstateStack, { balancer, colours }: Balancer): void {
  const count = (id: string, metricName: string, TargetGroup: string) => ({
    id,
    returnData: false,
    metricStat: {
      stat: 'Sum',
      period: 60,
      metric: {
        namespace: 'AWS/ApplicationELB',
        metricName,
        dimensions: [
          { name: 'TargetGroup', value: TargetGroup },
          { name: 'LoadBalancer', value: balancer.loadBalancerFullName },
        ],
      },
    },
  });
  const both = (metricName: string) => [
    count('blue', metricName, colours.blue.targetGroupFullName),
    count('green', metricName, colours.green.targetGroupFullName),
    { id: 'total', expression: 'FILL(blue, 0) + FILL(green, 0)', returnData: true },
  ];
  new applicationsignals.CfnServiceLevelObjective(stack, 'Availability', {
    name: nameOf(stack.settings, 'availability'),
    description: 'Answers that are no failure of ours',
    requestBasedSli: {
      requestBasedSliMetric: {
        totalRequestCountMetric: both('RequestCount'),
        monitoredRequestCountMetric: { badCountMetric: both('HTTPCode_Target_5XX_Count') },
      },
    },
    goal: {
      attainmentGoal: GOAL_PERCENT,
      warningThreshold: WARNING_PERCENT,
      interval: { rollingInterval: { duration: WINDOW_DAYS, durationUnit: 'DAY' } },
    },
    burnRateConfigurations: LOOK_BACK_MINUTES.map((lookBackWindowMinutes) => ({ lookBackWindowMinutes })),
  });
  quickMinutes(stack, { balancer, colours });
}

/** In 99 of 100 minutes the slowest hundredth of answers takes less than a second: the whole of the product, not its median. */
function quickMinutes(stack: EstateStack, { balancer, colours }: Pick<Balancer, 'balancer' | 'colours'>): void {
  const slowest = (id: string, TargetGroup: string) => ({
    id,
    returnData: false,
    metricStat: {
      stat: 'p99',
      period: MINUTE_SECONDS,
      metric: {
        namespace: 'AWS/ApplicationELB',
        metricName: 'TargetResponseTime',
        dimensions: [
          { name: 'TargetGroup', value: TargetGroup },
          { name: 'LoadBalancer', value: balancer.loadBalancerFullName },
        ],
      },
    },
  });
  new applicationsignals.CfnServiceLevelObjective(stack, 'Latency', {
    name: nameOf(stack.settings, 'latency'),
    description: 'Minutes in which nearly everybody is answered within a second',
    sli: {
      comparisonOperator: 'LessThan',
      metricThreshold: QUICK_SECONDS,
      sliMetric: {
        metricDataQueries: [
          slowest('blue', colours.blue.targetGroupFullName),
          slowest('green', colours.green.targetGroupFullName),
          { id: 'slowest', expression: 'MAX([FILL(blue, 0), FILL(green, 0)])', returnData: true },
        ],
      },
    },
    goal: {
      attainmentGoal: QUICK_PERCENT,
      warningThreshold: WARNING_PERCENT,
      interval: { rollingInterval: { duration: WINDOW_DAYS, durationUnit: 'DAY' } },
    },
  });
}
