import { join } from 'node:path';
import { Duration } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import * as synthetics from 'aws-cdk-lib/aws-synthetics';
import type { EstateStack } from '../estate-stack.ts';
import { bucketArn } from '../names.ts';
import { allow, allowAnyOf, roleWith } from '../security/role.ts';

const EVERY_MINUTES = 5;

/** A user that never sleeps, from outside of the network. */
export function canary(stack: EstateStack, logs: s3.IBucket): synthetics.Canary {
  const name = `sp-${stack.settings.name}-door`;
  return new synthetics.Canary(stack, 'Canary', {
    canaryName: name,
    runtime: synthetics.Runtime.SYNTHETICS_NODEJS_3_1,
    test: synthetics.Test.custom({
      code: synthetics.Code.fromAsset(join(import.meta.dirname, 'canary')),
      handler: 'health.handler',
    }),
    schedule: synthetics.Schedule.rate(Duration.minutes(EVERY_MINUTES)),
    environmentVariables: { PRODUCT_URL: `https://${stack.settings.domain}` },
    artifactsBucketLocation: { bucket: logs, prefix: 'canary' },
    provisionedResourceCleanup: true,
    role: canaryRole(stack, name),
  });
}

function canaryRole(stack: EstateStack, name: string): iam.IRole {
  const bucket = bucketArn(stack.settings, 'access-logs');
  const logGroups = `arn:aws:logs:${stack.region}:${stack.account}:log-group:/aws/lambda/cwsyn-${name}-*`;
  return roleWith(stack, 'CanaryRole', {
    description: 'The canary writes what it saw',
    trusts: new iam.ServicePrincipal('lambda.amazonaws.com'),
    may: [
      allowAnyOf(`${bucket}/canary/*`, 'Every run of the canary leaves files of its own.', ['s3:PutObject']),
      allow(['s3:GetBucketLocation'], [bucket]),
      allowAnyOf(logGroups, 'Synthetics ends the name of its function on characters of its own.', [
        'logs:CreateLogGroup',
        'logs:CreateLogStream',
        'logs:PutLogEvents',
      ]),
      allowAnyOf(
        '*',
        'Metrics have no resource; the condition names the one namespace.',
        ['cloudwatch:PutMetricData'],
        { StringEquals: { 'cloudwatch:namespace': 'CloudWatchSynthetics' } },
      ),
    ],
  });
}
