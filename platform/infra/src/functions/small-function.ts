import { Duration } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import type { EstateStack } from '../estate-stack.ts';
import { nameOf } from '../names.ts';
import { logGroup } from '../observability/log-group.ts';
import { acknowledge } from '../security/acknowledge.ts';
import { useOf } from '../security/keys.stack.ts';
import { allow, allowAnyOf, type Permission, roleWith } from '../security/role.ts';
import { handlerCode } from './handler-code.ts';

export interface SmallFunctionProps {
  readonly name: string;
  readonly description: string;
  /** Of its source. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly may: readonly Permission[];
  readonly key: kms.IKey;
  readonly network: { readonly vpc: ec2.IVpc; readonly group: ec2.ISecurityGroup };
  readonly timeoutSeconds: number;
}

const MEMORY_MIB = 256;
const DEAD_LETTER_DAYS = 14;

/** A function of the platform's own, in the private subnets, with a log, a dead-letter queue and rights it was given by name. */
export function smallFunction(stack: EstateStack, id: string, props: SmallFunctionProps): lambda.Function {
  const name = nameOf(stack.settings, props.name);
  const key = kms.Key.fromKeyArn(stack, `${id}Encryption`, props.key.keyArn);
  const log = logGroup(stack, `${id}Log`, `/aws/lambda/${name}`, props.key);
  const failed = deadLetters(stack, `${id}Failed`, `${props.name}-failed`, key);
  const role = roleWith(stack, `${id}Role`, {
    description: props.description,
    trusts: new iam.ServicePrincipal('lambda.amazonaws.com'),
    may: [
      ...props.may,
      ...inNetwork(),
      allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [log.logGroupArn]),
      allow(['sqs:SendMessage'], [failed.queueArn]),
      traces(),
      useOf(props.key, 'sqs'),
    ],
  });
  return new lambda.Function(stack, id, {
    functionName: name,
    description: props.description,
    runtime: lambda.Runtime.NODEJS_24_X,
    architecture: lambda.Architecture.ARM_64,
    code: handlerCode(props.folder),
    handler: 'main.handler',
    timeout: Duration.seconds(props.timeoutSeconds),
    memorySize: MEMORY_MIB,
    environment: { ...props.environment },
    environmentEncryption: key,
    role,
    vpc: props.network.vpc,
    vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
    securityGroups: [props.network.group],
    deadLetterQueue: failed,
    tracing: lambda.Tracing.ACTIVE,
    logGroup: log,
    loggingFormat: lambda.LoggingFormat.JSON,
    reservedConcurrentExecutions: 2,
  });
}

export function deadLetters(stack: EstateStack, id: string, name: string, key: kms.IKey): sqs.Queue {
  const queue = new sqs.Queue(stack, id, {
    queueName: nameOf(stack.settings, name),
    encryption: sqs.QueueEncryption.KMS,
    encryptionMasterKey: key,
    enforceSSL: true,
    retentionPeriod: Duration.days(DEAD_LETTER_DAYS),
  });
  acknowledge(queue, {
    'AwsSolutions-SQS3': 'This is a dead-letter queue: what fails here waits for a person, and an alarm.',
  });
  return queue;
}

/** Lambda makes its network interfaces with the role of the function. */
export function inNetwork(): readonly Permission[] {
  return [
    allowAnyOf('*', 'Interfaces of a function that is not made yet have no name that a policy could give.', [
      'ec2:CreateNetworkInterface',
      'ec2:DescribeNetworkInterfaces',
      'ec2:DescribeSubnets',
      'ec2:DeleteNetworkInterface',
    ]),
  ];
}

export function traces(): Permission {
  return allowAnyOf('*', 'Trace segments are not a resource.', ['xray:PutTraceSegments', 'xray:PutTelemetryRecords']);
}
