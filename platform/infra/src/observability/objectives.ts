import * as applicationsignals from 'aws-cdk-lib/aws-applicationsignals';
import type { EstateStack } from '../estate-stack.ts';
import { nameOf } from '../names.ts';
import type { Balancer } from '../service/load-balancer.ts';

const GOAL_PERCENT = 99.9;
const WARNING_PERCENT = 50;
const WINDOW_DAYS = 28;
// Fast enough to wake somebody, slow enough to open a ticket.
const LOOK_BACK_MINUTES = [5, 60, 360];

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
}
