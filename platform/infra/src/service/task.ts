import { Duration } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as logs from 'aws-cdk-lib/aws-logs';
import type { ImagesStack } from '../delivery/images.stack.ts';
import type { EstateStack } from '../estate-stack.ts';
import { NODE, PROGRAMS, RELEASE_FOLDER } from '../functions/release-image.ts';
import { nameOf } from '../names.ts';
import { API_PORT } from '../network/flows.ts';
import { acknowledge } from '../security/acknowledge.ts';
import { useOf } from '../security/keys.stack.ts';
import { allow, type Permission, roleWith } from '../security/role.ts';
import type { SettingsStack } from '../settings/settings.stack.ts';

export interface TaskNeeds {
  readonly images: ImagesStack;
  readonly told: SettingsStack;
  readonly keys: { readonly data: kms.IKey; readonly operations: kms.IKey };
  readonly log: logs.ILogGroup;
  /** What the running product may do. */
  readonly may: readonly Permission[];
  readonly environment: Readonly<Record<string, string>>;
  readonly release: string;
}

export const CONTAINER = 'api';
const NODE_USER = '1000';
const SCRATCH = '/scratch';
// Longer than the product's own grace for requests, shorter than the two minutes' notice of Spot.
const STOP_SECONDS = 60;

/** One task of the API: not root, a root file system it can't write, rights by name. */
export function apiTask(stack: EstateStack, needs: TaskNeeds): ecs.FargateTaskDefinition {
  const { cpuUnits, memoryMiB } = stack.settings.service;
  const task = new ecs.FargateTaskDefinition(stack, 'Task', {
    family: nameOf(stack.settings, 'api'),
    cpu: cpuUnits,
    memoryLimitMiB: memoryMiB,
    runtimePlatform: {
      cpuArchitecture: ecs.CpuArchitecture.ARM64,
      operatingSystemFamily: ecs.OperatingSystemFamily.LINUX,
    },
    taskRole: taskRole(stack, needs),
    executionRole: executionRole(stack, needs),
    volumes: [{ name: 'scratch' }],
  });
  const container = task.addContainer(CONTAINER, {
    image: ecs.ContainerImage.fromEcrRepository(needs.images.repository, needs.release),
    entryPoint: [NODE],
    command: [PROGRAMS.api],
    workingDirectory: RELEASE_FOLDER,
    user: NODE_USER,
    readonlyRootFilesystem: true,
    environment: environmentOf(needs),
    secrets: secretsOf(needs.told),
    logging: ecs.LogDrivers.awsLogs({
      logGroup: needs.log,
      streamPrefix: CONTAINER,
      mode: ecs.AwsLogDriverMode.NON_BLOCKING,
    }),
    portMappings: [{ containerPort: API_PORT }],
    stopTimeout: Duration.seconds(STOP_SECONDS),
    healthCheck: { command: ['CMD', NODE, '-e', IS_ALIVE], startPeriod: Duration.seconds(15) },
  });
  container.addMountPoints({ sourceVolume: 'scratch', containerPath: SCRATCH, readOnly: false });
  acknowledge(task, {
    'AwsSolutions-ECS2':
      'Plain variables hold what the template itself decides; secrets and parameters come by reference.',
  });
  return task;
}

const IS_ALIVE = `fetch('http://127.0.0.1:${API_PORT}/livez').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))`;

function environmentOf({ release, environment }: TaskNeeds): Record<string, string> {
  return {
    HOST: '0.0.0.0',
    PORT: String(API_PORT),
    RELEASE: release,
    BEHIND_PROXY: 'true',
    DATA_DIR: SCRATCH,
    NODE_OPTIONS: '--max-semi-space-size=8',
    ...environment,
  };
}

/** Read when a task starts: a changed parameter or secret reaches users with the next deployment, never in between. */
function secretsOf(told: SettingsStack): Record<string, ecs.Secret> {
  const fromParameters = Object.entries(told.parameters).map(([name, it]) => [name, ecs.Secret.fromSsmParameter(it)]);
  const fromSecrets = told
    .secretSettings()
    .map(([name, secret, key]) => [name, ecs.Secret.fromSecretsManager(secret, key)]);
  return Object.fromEntries([...fromParameters, ...fromSecrets]);
}

function taskRole(stack: EstateStack, { may }: TaskNeeds): iam.IRole {
  return roleWith(stack, 'TaskRole', {
    roleName: nameOf(stack.settings, 'api'),
    description: 'What the running API may do',
    trusts: tasksOfThisAccount(stack),
    may: [...may],
  });
}

function executionRole(stack: EstateStack, { images, told, keys, log }: TaskNeeds): iam.IRole {
  const role = roleWith(stack, 'ExecutionRole', {
    description: 'What ECS needs to start the API: image, log, settings',
    trusts: tasksOfThisAccount(stack),
    may: [
      ...images.pull(),
      allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [log.logGroupArn]),
      allow(['secretsmanager:GetSecretValue'], told.secretArns()),
      allow(
        ['ssm:GetParameters'],
        Object.values(told.parameters).map(({ parameterArn }) => parameterArn),
      ),
      useOf(keys.data, 'secretsmanager'),
    ],
  });
  return role;
}

/** Without the condition another account's ECS could be made to use the role in its place. */
export function tasksOfThisAccount(stack: EstateStack): iam.ServicePrincipal {
  return new iam.ServicePrincipal('ecs-tasks.amazonaws.com', {
    conditions: {
      StringEquals: { 'aws:SourceAccount': stack.account },
      ArnLike: { 'aws:SourceArn': `arn:aws:ecs:${stack.region}:${stack.account}:*` },
    },
  });
}
