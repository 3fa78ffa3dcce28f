import { Duration } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import type * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type { ServiceSettings } from '../environments.ts';
import type { EstateStack } from '../estate-stack.ts';
import { nameOf } from '../names.ts';
import { API_PORT } from '../network/flows.ts';
import { allow, allowAnyOf, roleWith } from '../security/role.ts';
import type { Balancer, Colours } from './load-balancer.ts';
import { CONTAINER } from './task.ts';

export interface RolloutNeeds {
  readonly cluster: ecs.ICluster;
  readonly task: ecs.FargateTaskDefinition;
  readonly group: ec2.ISecurityGroup;
  readonly balancer: Balancer;
  readonly smokeTest: lambda.IFunction;
  /** Any of them in alarm sends users back to the old release. */
  readonly alarmNames: readonly string[];
  readonly release: string;
}

const HOOK_TIMEOUT_MINUTES = 10;

/**
 * Blue and green by ECS itself: green starts, the smoke test asks it on the test port, users move, both bake, and any alarm on
 * the way moves them back.
 */
export function rollout(stack: EstateStack, needs: RolloutNeeds): ecs.FargateService {
  const { minTasks, spotWeight, shift, bakeMinutes, approvalMinutes } = stack.settings.service;
  const hookRole = roleThatAsks(stack, needs.smokeTest);
  // No desired count: a value here would undo what scaling had decided, with every deployment.
  const service = new ecs.FargateService(stack, 'Api', {
    serviceName: nameOf(stack.settings, 'api'),
    cluster: needs.cluster,
    taskDefinition: needs.task,
    securityGroups: [needs.group],
    assignPublicIp: false,
    // The minimum never runs on capacity that AWS may take back.
    capacityProviderStrategies: [
      { capacityProvider: 'FARGATE', base: minTasks, weight: 1 },
      { capacityProvider: 'FARGATE_SPOT', weight: spotWeight },
    ],
    minHealthyPercent: 100,
    maxHealthyPercent: 200,
    availabilityZoneRebalancing: ecs.AvailabilityZoneRebalancing.ENABLED,
    ...shiftOf(shift),
    bakeTime: Duration.minutes(bakeMinutes),
    circuitBreaker: { enable: true, rollback: true },
    deploymentAlarms: { alarmNames: [...needs.alarmNames], behavior: ecs.AlarmBehavior.ROLLBACK_ON_ALARM },
    lifecycleHooks: [
      new ecs.DeploymentLifecycleLambdaTarget(needs.smokeTest, 'SmokeTestHook', {
        role: hookRole,
        lifecycleStages: [ecs.DeploymentLifecycleStage.POST_TEST_TRAFFIC_SHIFT],
      }),
    ],
    propagateTags: ecs.PropagatedTagSource.SERVICE,
    enableECSManagedTags: true,
    enableExecuteCommand: false,
  });
  service.node.addDependency(hookRole);
  tellHook(service, needs.release);
  if (approvalMinutes > 0) waitForApproval(service, approvalMinutes);
  attach(service, needs.balancer);
  return service;
}

function shiftOf(shift: ServiceSettings['shift']): Partial<ecs.FargateServiceProps> {
  switch (shift.kind) {
    case 'at-once':
      return { deploymentStrategy: ecs.DeploymentStrategy.BLUE_GREEN };
    case 'canary':
      return {
        deploymentStrategy: ecs.DeploymentStrategy.CANARY,
        canaryConfiguration: { stepPercent: shift.percent, stepBakeTime: Duration.minutes(shift.minutes) },
      };
    case 'linear':
      return {
        deploymentStrategy: ecs.DeploymentStrategy.LINEAR,
        linearConfiguration: { stepPercent: shift.percent, stepBakeTime: Duration.minutes(shift.minutes) },
      };
  }
}

function roleThatAsks(stack: EstateStack, smokeTest: lambda.IFunction): iam.IRole {
  return roleWith(stack, 'HookRole', {
    description: 'ECS asks the smoke test before users meet a release',
    trusts: new iam.ServicePrincipal('ecs.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': stack.account } },
    }),
    may: [allow(['lambda:InvokeFunction'], [smokeTest.functionArn])],
  });
}

/** The hook's details and its time limit are not in the construct yet. */
function tellHook(service: ecs.FargateService, release: string): void {
  const resource = service.node.defaultChild as ecs.CfnService;
  const hook = 'DeploymentConfiguration.LifecycleHooks.0';
  resource.addPropertyOverride(`${hook}.HookDetails`, { release });
  resource.addPropertyOverride(`${hook}.TimeoutConfiguration`, {
    TimeoutInMinutes: HOOK_TIMEOUT_MINUTES,
    Action: 'ROLLBACK',
  });
}

/** A pause after the smoke test: somebody says `aws ecs continue-service-deployment`, or nobody does and the release goes back. */
function waitForApproval(service: ecs.FargateService, minutes: number): void {
  const resource = service.node.defaultChild as ecs.CfnService;
  resource.addPropertyOverride('DeploymentConfiguration.LifecycleHooks.1', {
    TargetType: 'PAUSE',
    LifecycleStages: [ecs.DeploymentLifecycleStage.POST_TEST_TRAFFIC_SHIFT],
    TimeoutConfiguration: { TimeoutInMinutes: minutes, Action: 'ROLLBACK' },
  });
}

function attach(service: ecs.FargateService, { colours, productionRule, testRule }: Balancer): void {
  const target = service.loadBalancerTarget({
    containerName: CONTAINER,
    containerPort: API_PORT,
    alternateTarget: new ecs.AlternateTarget('AlternateTarget', {
      alternateTargetGroup: colours.green,
      role: shiftRole(service, colours, [productionRule, testRule]),
      productionListener: ecs.ListenerRuleConfiguration.applicationListenerRule(productionRule),
      testListener: ecs.ListenerRuleConfiguration.applicationListenerRule(testRule),
    }),
  });
  target.attachToApplicationTargetGroup(colours.blue);
}

/** AWS's managed policy would let ECS move the users of every balancer of the account. */
function shiftRole(
  service: ecs.FargateService,
  { blue, green }: Colours,
  rules: readonly elbv2.ApplicationListenerRule[],
): iam.IRole {
  const groups = [blue, green].map(({ targetGroupArn }) => targetGroupArn);
  return roleWith(service, 'ShiftRole', {
    description: 'ECS moves users between the colours',
    trusts: new iam.ServicePrincipal('ecs.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': service.env.account } },
    }),
    may: [
      allow(
        ['elasticloadbalancing:ModifyRule'],
        rules.map(({ listenerRuleArn }) => listenerRuleArn),
      ),
      allow(['elasticloadbalancing:RegisterTargets', 'elasticloadbalancing:DeregisterTargets'], groups),
      allowAnyOf('*', 'What only describes balancers takes no resource.', [
        'elasticloadbalancing:DescribeListeners',
        'elasticloadbalancing:DescribeRules',
        'elasticloadbalancing:DescribeTargetGroups',
        'elasticloadbalancing:DescribeTargetHealth',
      ]),
    ],
  });
}
