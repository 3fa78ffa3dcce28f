import { Duration } from 'aws-cdk-lib';
import * as applicationautoscaling from 'aws-cdk-lib/aws-applicationautoscaling';
import type * as ecs from 'aws-cdk-lib/aws-ecs';
import type * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { EstateStack } from '../estate-stack.ts';
import { nameOf } from '../names.ts';
import type { Balancer, Colours } from './load-balancer.ts';

const OUT_COOLDOWN_SECONDS = 60;
// Slow to leave: a task that stops too early costs a start of a minute and a half when the wave returns.
const IN_COOLDOWN_SECONDS = 300;

/** Between the environment's minimum and maximum, by whichever of CPU, memory and requests asks for most. */
export function scaling(
  stack: EstateStack,
  service: ecs.FargateService,
  { balancer, colours }: Balancer,
): ecs.ScalableTaskCount {
  const { minTasks, maxTasks, targets } = stack.settings.service;
  const count = service.autoScaleTaskCount({ minCapacity: minTasks, maxCapacity: maxTasks });
  const cooldowns = {
    scaleInCooldown: Duration.seconds(IN_COOLDOWN_SECONDS),
    scaleOutCooldown: Duration.seconds(OUT_COOLDOWN_SECONDS),
  };
  count.scaleOnCpuUtilization('Cpu', { targetUtilizationPercent: targets.cpuPercent, ...cooldowns });
  count.scaleOnMemoryUtilization('Memory', { targetUtilizationPercent: targets.memoryPercent, ...cooldowns });
  scaleOnRequests(stack, service, balancer, colours).node.addDependency(count);
  return count;
}

/** Both colours are counted: the metric AWS offers is bound to one group, and would lose the users with the first switch. */
function scaleOnRequests(
  stack: EstateStack,
  service: ecs.FargateService,
  balancer: elbv2.ApplicationLoadBalancer,
  { blue, green }: Colours,
): applicationautoscaling.CfnScalingPolicy {
  return new applicationautoscaling.CfnScalingPolicy(stack, 'Requests', {
    policyName: nameOf(stack.settings, 'requests'),
    policyType: 'TargetTrackingScaling',
    serviceNamespace: 'ecs',
    scalableDimension: 'ecs:service:DesiredCount',
    resourceId: `service/${service.cluster.clusterName}/${service.serviceName}`,
    targetTrackingScalingPolicyConfiguration: {
      targetValue: stack.settings.service.targets.requestsPerMinute,
      scaleInCooldown: IN_COOLDOWN_SECONDS,
      scaleOutCooldown: OUT_COOLDOWN_SECONDS,
      customizedMetricSpecification: {
        metrics: [
          requestsOf('blue', balancer, blue),
          requestsOf('green', balancer, green),
          { id: 'total', expression: 'FILL(blue, 0) + FILL(green, 0)', returnData: true },
        ],
      },
    },
  });
}

function requestsOf(id: string, balancer: elbv2.ApplicationLoadBalancer, group: elbv2.ApplicationTargetGroup) {
  return {
    id,
    returnData: false,
    metricStat: {
      stat: 'Sum',
      metric: {
        namespace: 'AWS/ApplicationELB',
        metricName: 'RequestCountPerTarget',
        dimensions: [
          { name: 'TargetGroup', value: group.targetGroupFullName },
          { name: 'LoadBalancer', value: balancer.loadBalancerFullName },
        ],
      },
    },
  };
}
