import { TimeZone } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import { EcsRunFargateTask } from 'aws-cdk-lib/aws-scheduler-targets';
import type { FilesStack } from '../data/files.stack.ts';
import type { ImagesStack } from '../delivery/images.stack.ts';
import type { EstateStack } from '../estate-stack.ts';
import { deadLetters } from '../functions/small-function.ts';
import { nameOf } from '../names.ts';
import type { NetworkStack } from '../network/network.stack.ts';
import { logGroup } from '../observability/log-group.ts';
import { acknowledge } from '../security/acknowledge.ts';
import { type KeysStack, useOf } from '../security/keys.stack.ts';
import { allow, allowAnyOf, roleWith } from '../security/role.ts';
import { releaseParameter } from '../service/release-parameter.ts';
import { tasksOfThisAccount } from '../service/task.ts';

export interface DrillNeeds {
  readonly cluster: ecs.ICluster;
  readonly network: NetworkStack;
  readonly images: ImagesStack;
  readonly files: FilesStack;
  readonly keys: KeysStack;
}

const CPU_UNITS = 1_024;
const MEMORY_MIB = 4_096;
const SCRATCH = '/scratch';
const SCRATCH_GIB = 100;
// A start can fail for want of capacity; a drill that ran and failed is not run again, but looked at.
const START_RETRIES_MAX = 3;

/**
 * Restores the shipped log for real, once a week, at a random hour of its history, and measures how long it took. A task and not
 * a function: a restore may take longer than the fifteen minutes that a function has.
 */
export function drill(stack: EstateStack, needs: DrillNeeds): void {
  const { network, keys, cluster } = needs;
  const key = kms.Key.fromKeyArn(stack, 'DrillKey', keys.operations.keyArn);
  const failed = deadLetters(stack, 'DrillFailed', 'drills-failed', key);
  const task = drillTask(stack, needs);
  new scheduler.Schedule(stack, 'DrillSchedule', {
    scheduleName: nameOf(stack.settings, 'drill'),
    description: 'A restore for real, every Sunday',
    schedule: scheduler.ScheduleExpression.cron({
      weekDay: 'SUN',
      hour: '5',
      minute: '0',
      timeZone: TimeZone.ETC_UTC,
    }),
    key,
    target: new EcsRunFargateTask(cluster, {
      taskDefinition: task,
      role: startRole(stack, needs, task, failed.queueArn, key),
      securityGroups: [network.groups.functions],
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
      retryAttempts: START_RETRIES_MAX,
      deadLetterQueue: failed,
      propagateTags: true,
    }),
  });
}

function drillTask(stack: EstateStack, { images, files, keys }: DrillNeeds): ecs.FargateTaskDefinition {
  const release = releaseParameter(stack);
  const log = logGroup(stack, 'DrillLog', `/ecs/${nameOf(stack.settings, 'drill')}`, keys.operations);
  const task = new ecs.FargateTaskDefinition(stack, 'DrillTask', {
    family: nameOf(stack.settings, 'drill'),
    cpu: CPU_UNITS,
    memoryLimitMiB: MEMORY_MIB,
    ephemeralStorageGiB: SCRATCH_GIB,
    runtimePlatform: { cpuArchitecture: ecs.CpuArchitecture.ARM64 },
    taskRole: roleWith(stack, 'DrillRole', {
      roleName: nameOf(stack.settings, 'drill'),
      description: 'A drill reads the shipped log',
      trusts: tasksOfThisAccount(stack),
      may: files.read('shipped-log'),
    }),
    executionRole: startOfTasks(stack, images, log.logGroupArn),
    volumes: [{ name: 'scratch' }],
  });
  task
    .addContainer('drill', {
      image: ecs.ContainerImage.fromEcrRepository(images.repository, release),
      command: ['platform/cli/src/main.ts', 'drill', '--json'],
      user: '1000',
      readonlyRootFilesystem: true,
      environment: { OPS_ENVIRONMENT: stack.settings.name, OPS_DIRECTORY: SCRATCH, RELEASE: release },
      logging: ecs.LogDrivers.awsLogs({ logGroup: log, streamPrefix: 'drill' }),
    })
    .addMountPoints({ sourceVolume: 'scratch', containerPath: SCRATCH, readOnly: false });
  acknowledge(task, { 'AwsSolutions-ECS2': 'The variables name the environment and a folder; a drill has no secret.' });
  return task;
}

function startOfTasks(stack: EstateStack, images: ImagesStack, logGroupArn: string): iam.IRole {
  return roleWith(stack, 'DrillExecutionRole', {
    description: 'What ECS needs to start a drill',
    trusts: tasksOfThisAccount(stack),
    may: [...images.pull(), allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [logGroupArn])],
  });
}

function startRole(
  stack: EstateStack,
  { cluster }: DrillNeeds,
  task: ecs.FargateTaskDefinition,
  queueArn: string,
  key: kms.IKey,
): iam.IRole {
  const family = `arn:aws:ecs:${stack.region}:${stack.account}:task-definition/${task.family}`;
  const passed = [task.taskRole, task.executionRole].flatMap((role) => role?.roleArn ?? []);
  return roleWith(stack, 'DrillStartRole', {
    description: 'EventBridge Scheduler starts drills',
    trusts: new iam.ServicePrincipal('scheduler.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': stack.account } },
    }),
    may: [
      allowAnyOf(`${family}:*`, 'Every release has a revision of its own.', ['ecs:RunTask'], {
        ArnEquals: { 'ecs:cluster': cluster.clusterArn },
      }),
      allow(['iam:PassRole'], passed, { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } }),
      allow(['sqs:SendMessage'], [queueArn]),
      useOf(key, 'sqs'),
    ],
  });
}
