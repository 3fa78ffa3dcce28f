import { mutations, removal } from './mutation.ts';

const SERVICE = 'AWS::ECS::Service';
const TASK = 'AWS::ECS::TaskDefinition';
const TARGET = 'AWS::ApplicationAutoScaling::ScalableTarget';
const FUNCTION = 'AWS::Lambda::Function';
const SCHEDULE = 'AWS::Scheduler::Schedule';
const RELEASE = 'DeploymentConfiguration';

export const ofRunning = [
  ...mutations([
    ['a release without a smoke test', SERVICE, /./, `${RELEASE}.LifecycleHooks`, undefined],
    [
      'a smoke test that may time out',
      SERVICE,
      /./,
      `${RELEASE}.LifecycleHooks.0.TimeoutConfiguration.Action`,
      'CONTINUE',
    ],
    [
      'a smoke test after users came',
      SERVICE,
      /./,
      `${RELEASE}.LifecycleHooks.0.LifecycleStages`,
      ['POST_PRODUCTION_TRAFFIC_SHIFT'],
    ],
    ['alarms that only watch', SERVICE, /./, `${RELEASE}.Alarms.Rollback`, false],
    ['alarms switched off', SERVICE, /./, `${RELEASE}.Alarms.Enable`, false],
    ['latency is no alarm', SERVICE, /./, `${RELEASE}.Alarms.AlarmNames`, ['shared-payments-production-api-errors']],
    ['no circuit breaker', SERVICE, /./, `${RELEASE}.DeploymentCircuitBreaker`, undefined],
    ['a circuit breaker that leaves it broken', SERVICE, /./, `${RELEASE}.DeploymentCircuitBreaker.Rollback`, false],
    ['no bake', SERVICE, /./, `${RELEASE}.BakeTimeInMinutes`, 0],
    ['a rolling release', SERVICE, /./, `${RELEASE}.Strategy`, 'ROLLING'],
    ['half of the tasks leave during a release', SERVICE, /./, `${RELEASE}.MinimumHealthyPercent`, 50],
    ['no base on lasting capacity', SERVICE, /./, 'CapacityProviderStrategy.0.Base', 0],
    ['everything on Spot', SERVICE, /./, 'CapacityProviderStrategy', [{ CapacityProvider: 'FARGATE_SPOT', Weight: 1 }]],
    [
      'nothing on Spot',
      SERVICE,
      /./,
      'CapacityProviderStrategy',
      [{ CapacityProvider: 'FARGATE', Base: 3, Weight: 1 }],
    ],
    ['zones are not balanced again', SERVICE, /./, 'AvailabilityZoneRebalancing', 'DISABLED'],
    ['tasks with a public address', SERVICE, /./, 'NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp', 'ENABLED'],
    ['shells in tasks', SERVICE, /./, 'EnableExecuteCommand', true],
    ['tasks without tags', SERVICE, /./, 'PropagateTags', undefined],
    [
      'tasks in two zones',
      SERVICE,
      /./,
      'NetworkConfiguration.AwsvpcConfiguration.Subnets',
      ['Network/VpcprivateSubnet1SubnetCEAD3716', 'Network/VpcprivateSubnet2Subnet2DE7549C'],
    ],
    [
      'blind to CPU',
      'AWS::ApplicationAutoScaling::ScalingPolicy',
      /Cpu/,
      'TargetTrackingScalingPolicyConfiguration',
      {},
    ],
    [
      'growing as slowly as it shrinks',
      'AWS::ApplicationAutoScaling::ScalingPolicy',
      /Cpu/,
      'TargetTrackingScalingPolicyConfiguration.ScaleOutCooldown',
      300,
    ],
    ['a start that failed and nobody hears of', SCHEDULE, /^Schedule/, 'Target.DeadLetterConfig', undefined],
    ['root in the task', TASK, /^Task/, 'ContainerDefinitions.0.User', '0'],
    ['a file system to write to', TASK, /^Task/, 'ContainerDefinitions.0.ReadonlyRootFilesystem', false],
    ['a task that says nothing', TASK, /^Task/, 'ContainerDefinitions.0.LogConfiguration', undefined],
    ['secrets in plain sight', TASK, /^Task/, 'ContainerDefinitions.0.Secrets', undefined],
    ['alive is ready', 'AWS::ElasticLoadBalancingV2::TargetGroup', /^Blue/, 'HealthCheckPath', '/livez'],
    ['two tasks at least', TARGET, /./, 'MinCapacity', 2],
    ['a hundred tasks at most', TARGET, /./, 'MaxCapacity', 100],
    ['production asleep', TARGET, /./, 'ScheduledActions', [{ ScheduledActionName: 'night' }]],
    [
      'as quick in as out',
      'AWS::ApplicationAutoScaling::ScalingPolicy',
      /Cpu/,
      'TargetTrackingScalingPolicyConfiguration.ScaleInCooldown',
      60,
    ],
    ['a cluster that does not count', 'AWS::ECS::Cluster', /./, 'ClusterSettings.0.Value', 'disabled'],
    ['jobs side by side', FUNCTION, /^Joboutbox/, 'ReservedConcurrentExecutions', 10],
    ['a job outside of the network', FUNCTION, /^Jobcleanup/, 'VpcConfig', undefined],
    ['a job that fails unheard', FUNCTION, /^Joboutbox/, 'DeadLetterConfig', undefined],
    ['a schedule that is off', SCHEDULE, /^Scheduleoutbox/, 'State', 'DISABLED'],
    ['a run that is not tried again', SCHEDULE, /^Scheduleoutbox/, 'Target.RetryPolicy.MaximumRetryAttempts', 0],
    ['dead letters for an hour', 'AWS::SQS::Queue', /^Failed/, 'MessageRetentionPeriod', 3_600],
    ['dead letters in the clear', 'AWS::SQS::Queue', /^Failed/, 'KmsMasterKeyId', undefined],
  ]),
  removal('no scaling on memory', 'AWS::ApplicationAutoScaling::ScalingPolicy', /Memory/),
  removal('no scaling on requests', 'AWS::ApplicationAutoScaling::ScalingPolicy', /^Requests/),
];
