import { ANY, guards } from './guard.ts';

const SERVICE = 'AWS::ECS::Service';
const TASK = 'AWS::ECS::TaskDefinition';
const POLICY = 'AWS::ApplicationAutoScaling::ScalingPolicy';
const FUNCTION = 'AWS::Lambda::Function';
const SCHEDULE = 'AWS::Scheduler::Schedule';
const RELEASE = 'DeploymentConfiguration';
const TRACKED = 'TargetTrackingScalingPolicyConfiguration';

/** What runs: tasks, how a release reaches them, how many there are, and the jobs. */
export const running = [
  ...guards([
    ['D4: a release passes a smoke test before users meet it', SERVICE, `${RELEASE}.LifecycleHooks`, /POST_TEST_/],
    ['D4: a smoke test without an answer is a no', SERVICE, `${RELEASE}.LifecycleHooks`, /"Action":"ROLLBACK"/],
    ['D4: an alarm takes a release back', SERVICE, `${RELEASE}.Alarms.Rollback`, true],
    ['D4: alarms are watched during a release', SERVICE, `${RELEASE}.Alarms.Enable`, true],
    ['D4: errors and latency are those alarms', SERVICE, `${RELEASE}.Alarms.AlarmNames`, /api-errors.*api-latency/],
    ['D4: tasks that do not start take it back too', SERVICE, `${RELEASE}.DeploymentCircuitBreaker.Rollback`, true],
    ['D4: the old release stays while the new one bakes', SERVICE, `${RELEASE}.BakeTimeInMinutes`, /^[1-9]/],
    ['D4: a release shifts between two colours', SERVICE, `${RELEASE}.Strategy`, /^(CANARY|LINEAR|BLUE_GREEN)$/],
    ['F2: no release takes tasks from users', SERVICE, `${RELEASE}.MinimumHealthyPercent`, 100],
    ['F2: tasks spread over the zones again', SERVICE, 'AvailabilityZoneRebalancing', 'ENABLED'],
    ['F2: tasks may stand in three zones', SERVICE, 'NetworkConfiguration.AwsvpcConfiguration.Subnets.2', ANY],
    ['I2: the minimum never stands on Spot', SERVICE, 'CapacityProviderStrategy.0.CapacityProvider', 'FARGATE'],
    ['I2: what comes on top may', SERVICE, 'CapacityProviderStrategy.1.CapacityProvider', 'FARGATE_SPOT'],
    [
      'A5: tasks have no public address',
      SERVICE,
      'NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp',
      'DISABLED',
    ],
    ['J6: nobody opens a shell in a task', SERVICE, 'EnableExecuteCommand', false],
    ['I5: tasks carry the tags of their service', SERVICE, 'PropagateTags', 'SERVICE'],
    ['A5: no task runs as root', TASK, 'ContainerDefinitions.0.User', '1000', /^Task/],
    ['A5: no task writes to its file system', TASK, 'ContainerDefinitions.0.ReadonlyRootFilesystem', true],
    ['H1: what a task says is kept', TASK, 'ContainerDefinitions.0.LogConfiguration.LogDriver', 'awslogs'],
    ['L3: secrets come from their manager', TASK, 'ContainerDefinitions.0.Secrets', /AUTH_SECRET/, /^Task/],
    ['D6: only a ready task gets users', 'AWS::ElasticLoadBalancingV2::TargetGroup', 'HealthCheckPath', '/readyz'],
    ['D1: it scales on CPU', POLICY, `${TRACKED}.PredefinedMetricSpecification`, /CPUUtil/, /Cpu/],
    ['D1: it scales on memory', POLICY, `${TRACKED}.PredefinedMetricSpecification`, /MemoryUtil/, /Memory/],
    [
      'D5: it scales on the requests of both colours',
      POLICY,
      `${TRACKED}.CustomizedMetricSpecification`,
      /blue.*green/,
      /^Requests/,
    ],
    ['D5: it grows sooner than it shrinks', POLICY, `${TRACKED}.ScaleOutCooldown`, 60],
    ['D5: it shrinks slowly', POLICY, `${TRACKED}.ScaleInCooldown`, 300],
    ['H1: the cluster counts what its tasks use', 'AWS::ECS::Cluster', 'ClusterSettings.0.Value', 'enhanced'],
    ['A5: a job runs once at a time', FUNCTION, 'ReservedConcurrentExecutions', 1, /^Job/],
    ['A5: jobs stand in the network', FUNCTION, 'VpcConfig', ANY, /^(Job|Smoke|Rotate)/],
    ['H5: a job that fails for good waits for a person', FUNCTION, 'DeadLetterConfig.TargetArn', ANY, /^Job/],
    ['H5: a run that could not start waits too', SCHEDULE, 'Target.DeadLetterConfig.Arn', ANY],
    ['A5: schedules are on', SCHEDULE, 'State', 'ENABLED'],
    [
      'A5: a run that could not start is tried again',
      SCHEDULE,
      'Target.RetryPolicy.MaximumRetryAttempts',
      2,
      /^Schedule/,
    ],
    ['H5: dead letters stay two weeks', 'AWS::SQS::Queue', 'MessageRetentionPeriod', 1_209_600],
    ['J6: dead letters are encrypted', 'AWS::SQS::Queue', 'KmsMasterKeyId', ANY],
  ]),
  ...guards(
    [
      ['B3: production runs at least three tasks', 'AWS::ApplicationAutoScaling::ScalableTarget', 'MinCapacity', 3],
      ['B3: production runs at most ten tasks', 'AWS::ApplicationAutoScaling::ScalableTarget', 'MaxCapacity', 10],
      ['F2: the base on lasting capacity is the minimum', SERVICE, 'CapacityProviderStrategy.0.Base', 3],
      ['I3: production never sleeps', 'AWS::ApplicationAutoScaling::ScalableTarget', '', /^(?!.*ScheduledActions)/],
    ],
    { isForProductionOnly: true },
  ),
];
