import { Duration } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { ImagesStack } from '../delivery/images.stack.ts';
import type { Environment } from '../environments.ts';
import { EstateStack } from '../estate-stack.ts';
import { nameOf } from '../names.ts';
import type { NetworkStack } from '../network/network.stack.ts';
import { logGroup } from '../observability/log-group.ts';
import { acknowledge } from '../security/acknowledge.ts';
import { type KeysStack, useOf } from '../security/keys.stack.ts';
import { allow, allowAnyOf, type Permission, roleWith } from '../security/role.ts';
import { releaseParameter } from '../service/release-parameter.ts';
import type { SettingsStack } from '../settings/settings.stack.ts';
import { SCHEDULED_JOBS, type ScheduledJob } from './jobs.ts';
import { NODE, PROGRAMS, RELEASE_FOLDER } from './release-image.ts';
import { deadLetters, inNetwork, traces } from './small-function.ts';

export interface FunctionsNeeds {
  readonly network: NetworkStack;
  readonly keys: KeysStack;
  readonly images: ImagesStack;
  readonly told: SettingsStack;
  readonly may: readonly Permission[];
  readonly environment: Readonly<Record<string, string>>;
}

const RETRIES_MAX = 2;
// What no job reads: none checks a link that another process signed.
const OF_THE_API: readonly string[] = ['RATE_LIMIT_SCALE', 'SIGNING_SECRET_PREVIOUS', 'SIGNING_SECRET_NEXT'];
const EVENT_AGE_SECONDS_MIN = 60;

/** The jobs, from the image of the release, each on a schedule of its own. */
export class FunctionsStack extends EstateStack {
  readonly failed: sqs.Queue;
  readonly jobs: ReadonlyMap<string, lambda.Function>;
  private readonly key: kms.IKey;
  private readonly release: string;

  constructor(scope: Construct, id: string, settings: Environment, needs: FunctionsNeeds) {
    super(scope, id, settings, { description: 'Jobs on schedules' });
    this.release = releaseParameter(this);
    this.key = kms.Key.fromKeyArn(this, 'Key', needs.keys.operations.keyArn);
    this.failed = deadLetters(this, 'Failed', 'jobs-failed', this.key);
    const role = this.jobsRole(needs);
    this.jobs = new Map(SCHEDULED_JOBS.map((job) => [job.name, this.job(job, role, needs)]));
    this.schedule();
  }

  private job(
    job: ScheduledJob,
    role: iam.IRole,
    { network, images, environment, told }: FunctionsNeeds,
  ): lambda.Function {
    const functionName = nameOf(this.settings, `job-${job.name}`);
    const made = new lambda.DockerImageFunction(this, `Job-${job.name}`, {
      functionName,
      description: `Job ${job.name}`,
      code: lambda.DockerImageCode.fromEcr(images.repository, {
        tagOrDigest: this.release,
        entrypoint: [NODE],
        cmd: [PROGRAMS.jobs],
        workingDirectory: RELEASE_FOLDER,
      }),
      architecture: lambda.Architecture.ARM_64,
      memorySize: job.memoryMiB,
      timeout: job.timeout,
      // One at a time: the lease would refuse a second one anyway.
      reservedConcurrentExecutions: 1,
      role,
      vpc: network.vpc,
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
      securityGroups: [network.groups.functions],
      environment: {
        JOB: job.name,
        ENVIRONMENT: this.settings.name,
        DATA_DIR: '/tmp/data',
        // Lambda reads neither secrets nor parameters by itself: the jobs ask for the first, the second are written in.
        ...secretsOf(told),
        ...valuesOf(told),
        ...environment,
      },
      environmentEncryption: this.key,
      deadLetterQueue: this.failed,
      retryAttempts: RETRIES_MAX,
      // A run that waited for longer than its interval is the next run.
      maxEventAge: Duration.seconds(Math.max(job.every.toSeconds(), EVENT_AGE_SECONDS_MIN)),
      tracing: lambda.Tracing.ACTIVE,
      logGroup: logGroup(this, `Log-${job.name}`, `/aws/lambda/${functionName}`, this.key),
      loggingFormat: lambda.LoggingFormat.JSON,
    });
    acknowledge(made, {
      CKV_AWS_45:
        'No value is a secret; checkov also reads the path of the template, which happens to have forty letters in a row.',
    });
    return made;
  }

  private jobsRole({ may, told, keys }: FunctionsNeeds): iam.IRole {
    const logsArn = `arn:aws:logs:${this.region}:${this.account}:log-group:/aws/lambda/${nameOf(this.settings, 'job-')}*`;
    const role = roleWith(this, 'JobsRole', {
      roleName: nameOf(this.settings, 'jobs'),
      description: 'What the jobs may do',
      trusts: new iam.ServicePrincipal('lambda.amazonaws.com'),
      may: [
        ...may,
        ...inNetwork(),
        allowAnyOf(logsArn, 'One log for each of the jobs, under the name of the job.', [
          'logs:CreateLogStream',
          'logs:PutLogEvents',
        ]),
        allow(['sqs:SendMessage'], [this.failed.queueArn]),
        traces(),
        allow(['secretsmanager:GetSecretValue'], told.secretArns()),
        useOf(keys.data, 'secretsmanager'),
        useOf(this.key, 'sqs', 'lambda'),
      ],
    });
    return role;
  }

  private schedule(): void {
    const group = new scheduler.ScheduleGroup(this, 'Schedules', { scheduleGroupName: nameOf(this.settings, 'jobs') });
    const role = roleWith(this, 'ScheduleRole', {
      description: 'EventBridge Scheduler starts the jobs',
      trusts: new iam.ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
      }),
      may: [
        allow(
          ['lambda:InvokeFunction'],
          [...this.jobs.values()].map(({ functionArn }) => functionArn),
        ),
        allow(['sqs:SendMessage'], [this.failed.queueArn]),
        useOf(this.key, 'sqs'),
      ],
    });
    for (const { name, every } of SCHEDULED_JOBS) {
      const job = this.jobs.get(name);
      if (!job) continue;
      new scheduler.Schedule(this, `Schedule-${name}`, {
        scheduleName: nameOf(this.settings, name),
        scheduleGroup: group,
        schedule: scheduler.ScheduleExpression.rate(every),
        key: this.key,
        target: new LambdaInvoke(job, {
          role,
          retryAttempts: RETRIES_MAX,
          // A run that is late by more than its interval is the next run.
          maxEventAge: Duration.seconds(Math.max(every.toSeconds(), EVENT_AGE_SECONDS_MIN)),
          deadLetterQueue: this.failed,
        }),
      });
    }
  }
}

/** Where each setting that is a secret is kept, and at which key: the jobs read it there when they start. */
function secretsOf(told: SettingsStack): Record<string, string> {
  const forJobs = told.secretSettings().filter(([name]) => !OF_THE_API.includes(name));
  const named = forJobs.flatMap(([name, { secretArn }, key]) => [
    [`${name}_FROM`, secretArn],
    [`${name}_AT`, key],
  ]);
  return Object.fromEntries(named);
}

function valuesOf({ parameters }: SettingsStack): Record<string, string> {
  const forJobs = Object.entries(parameters).filter(([name]) => !OF_THE_API.includes(name));
  return Object.fromEntries(forJobs.map(([name, { stringValue }]) => [name, stringValue]));
}
