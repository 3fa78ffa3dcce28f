import { join } from 'node:path';
import * as backup from 'aws-cdk-lib/aws-backup';
import * as events from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type { EstateStack } from '../estate-stack.ts';
import { smallFunction } from '../functions/small-function.ts';
import { bucketArn, nameOf } from '../names.ts';
import type { NetworkStack } from '../network/network.stack.ts';
import { type KeysStack, useOf } from '../security/keys.stack.ts';
import { allow, allowAnyOf } from '../security/role.ts';

/** What is restored every week. */
export const REHEARSED = ['files', 'shipped-log'] as const;

export interface RehearsalNeeds {
  readonly network: NetworkStack;
  readonly keys: KeysStack;
}

const START_WINDOW_HOURS = 2;
// AWS Backup removes what it restored after this, checked or not.
const CHECK_HOURS = 4;
const TIMEOUT_SECONDS = 900;
const RETRIES_MAX = 2;
// AWS Backup restores a rehearsal into a bucket that it names itself.
const RESTORED = 'arn:aws:s3:::awsbackup-restore-test-*';

/** A backup that was never restored does not count: once a week a random moment is, and what came out is compared with what was. */
export function rehearsal(
  stack: EstateStack,
  vault: backup.IBackupVault,
  role: iam.IRole,
  needs: RehearsalNeeds,
): void {
  const name = nameOf(stack.settings, 'rehearsal').replaceAll('-', '_');
  const plan = new backup.CfnRestoreTestingPlan(stack, 'Rehearsal', {
    restoreTestingPlanName: name,
    scheduleExpression: 'cron(0 4 ? * SUN *)',
    startWindowHours: START_WINDOW_HOURS,
    recoveryPointSelection: {
      algorithm: 'RANDOM_WITHIN_WINDOW',
      includeVaults: [vault.backupVaultArn],
      recoveryPointTypes: ['CONTINUOUS', 'SNAPSHOT'],
      selectionWindowDays: stack.settings.retention.backupDays,
    },
  });
  for (const bucket of REHEARSED) {
    new backup.CfnRestoreTestingSelection(stack, `Rehearsed-${bucket}`, {
      restoreTestingPlanName: name,
      restoreTestingSelectionName: bucket.replaceAll('-', '_'),
      protectedResourceType: 'S3',
      protectedResourceArns: [bucketArn(stack.settings, bucket)],
      iamRoleArn: role.roleArn,
      validationWindowHours: CHECK_HOURS,
    }).addResourceDependency(plan);
  }
  whenRestored(stack, plan, check(stack, needs));
}

/** Reads both buckets, writes a verdict and nothing else. */
function check(stack: EstateStack, { network, keys }: RehearsalNeeds): lambda.Function {
  const originals = REHEARSED.map((bucket) => bucketArn(stack.settings, bucket));
  return smallFunction(stack, 'RestoreCheck', {
    name: 'restore-check',
    description: 'Compares what was restored with what was there',
    folder: join(import.meta.dirname, 'restore-check'),
    environment: { ENVIRONMENT: stack.settings.name },
    may: [
      allow(['s3:ListBucketVersions'], originals),
      ...originals.map((arn) =>
        allowAnyOf(`${arn}/*`, 'A check may read every object there was.', ['s3:GetObject', 's3:GetObjectVersion']),
      ),
      allowAnyOf(RESTORED, 'AWS Backup names the bucket of a rehearsal when it makes it.', ['s3:ListBucket']),
      allowAnyOf(`${RESTORED}/*`, 'A check may read every object that was restored.', ['s3:GetObject']),
      allowAnyOf('*', 'Restores get their ids when they begin, and no policy can name them.', [
        'backup:DescribeRestoreJob',
        'backup:GetRestoreJobMetadata',
        'backup:PutRestoreValidationResult',
      ]),
      useOf(keys.data, 's3'),
    ],
    key: keys.operations,
    network: { vpc: network.vpc, group: network.groups.functions },
    timeoutSeconds: TIMEOUT_SECONDS,
  });
}

function whenRestored(stack: EstateStack, plan: backup.CfnRestoreTestingPlan, handler: lambda.Function): void {
  new events.Rule(stack, 'Restored', {
    ruleName: nameOf(stack.settings, 'restored'),
    description: 'A restore of the rehearsal is complete',
    eventPattern: {
      source: ['aws.backup'],
      detailType: ['Restore Job State Change'],
      detail: { status: ['COMPLETED'], restoreTestingPlanArn: [plan.attrRestoreTestingPlanArn] },
    },
    targets: [new LambdaFunction(handler, { retryAttempts: RETRIES_MAX, deadLetterQueue: handler.deadLetterQueue })],
  });
}
