import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import type { Environment } from '../environments.ts';
import { EstateStack } from '../estate-stack.ts';
import { nameOf } from '../names.ts';
import { allow, type Permission } from './role.ts';

const DELETION_WAIT_DAYS = 30;

/** The two keys of a region: one for what belongs to users, one for what operators read. */
export class KeysStack extends EstateStack {
  readonly data: kms.Key;
  readonly operations: kms.Key;

  constructor(scope: Construct, id: string, settings: Environment) {
    super(scope, id, settings, { description: 'Keys that encrypt everything at rest' });
    this.data = key(this, 'Data', 'data', 'Files, cache, database, backups, secrets');
    this.operations = operationsKey(this);
  }
}

/** The key of logs, alarms, audit trail and dead letters; one in each region that has any. */
export function operationsKey(stack: EstateStack): kms.Key {
  const made = key(stack, 'Operations', 'operations', 'Logs, alarms, audit trail, dead letters');
  for (const statement of [logsOf(stack), ...PUBLISHERS.map((service) => publisher(stack, service))]) {
    made.addToResourcePolicy(statement);
  }
  return made;
}

export function key(stack: EstateStack, id: string, name: string, description: string): kms.Key {
  return new kms.Key(stack, id, {
    alias: nameOf(stack.settings, name),
    description,
    enableKeyRotation: true,
    pendingWindow: Duration.days(DELETION_WAIT_DAYS),
    removalPolicy: RemovalPolicy.RETAIN,
  });
}

const PUBLISHERS = [
  'cloudwatch',
  'events',
  'budgets',
  'costalerts',
  'backup',
  'cloudtrail',
  'config',
  'sns',
  'scheduler',
];

function logsOf(stack: EstateStack): iam.PolicyStatement {
  return new iam.PolicyStatement({
    principals: [new iam.ServicePrincipal(`logs.${stack.region}.amazonaws.com`)],
    actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
    resources: ['*'],
    conditions: {
      ArnLike: { 'kms:EncryptionContext:aws:logs:arn': `arn:aws:logs:${stack.region}:${stack.account}:log-group:*` },
    },
  });
}

function publisher(stack: EstateStack, service: string): iam.PolicyStatement {
  return new iam.PolicyStatement({
    principals: [new iam.ServicePrincipal(`${service}.amazonaws.com`)],
    actions: ['kms:Decrypt', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
    resources: ['*'],
    conditions: { StringEquals: { 'aws:SourceAccount': stack.account } },
  });
}

/** What a role needs to read and write under `key`; `service` is the only way it may use it. */
export function useOf(key: kms.IKey, ...services: readonly string[]): Permission {
  const region = key.env.region;
  return allow(['kms:Decrypt', 'kms:GenerateDataKey'], [key.keyArn], {
    StringEquals: { 'kms:ViaService': services.map((service) => `${service}.${region}.amazonaws.com`) },
  });
}
