import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { EstateStack } from '../estate-stack.ts';
import { bucketArn, nameOf } from '../names.ts';
import { useOf } from '../security/keys.stack.ts';
import { allow, allowAnyOf, roleWith } from '../security/role.ts';

const BACKED_UP = ['files', 'shipped-log'] as const;
// AWS Backup restores a rehearsal into a bucket that it names itself.
const REHEARSED = 'arn:aws:s3:::awsbackup-restore-test-*';

const REHEARSAL = [
  's3:CreateBucket',
  's3:PutObject',
  's3:PutBucketVersioning',
  's3:GetBucketVersioning',
  's3:ListBucket',
  's3:PutBucketOwnershipControls',
  's3:GetBucketOwnershipControls',
  's3:PutBucketTagging',
  's3:DeleteObject',
  's3:DeleteObjectVersion',
  's3:DeleteBucket',
] as const;

/** AWS's managed policies would let it back up and overwrite every bucket of the account. */
export function backupRole(stack: EstateStack, key: kms.IKey): iam.IRole {
  const buckets = BACKED_UP.map((name) => bucketArn(stack.settings, name));
  const objects = buckets.map((arn) => `${arn}/*`);
  const rules = `arn:aws:events:${stack.region}:${stack.account}:rule/AwsBackupManagedRule*`;
  const vaults = `arn:aws:backup:*:${stack.account}:backup-vault:${nameOf(stack.settings, '*')}`;
  return roleWith(stack, 'BackupRole', {
    description: 'AWS Backup copies files, and restores them for a rehearsal',
    trusts: new iam.ServicePrincipal('backup.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': stack.account } },
    }),
    may: [
      allow(
        [
          's3:GetBucketVersioning',
          's3:GetBucketNotification',
          's3:PutBucketNotification',
          's3:GetBucketLocation',
          's3:GetBucketTagging',
          's3:GetInventoryConfiguration',
          's3:PutInventoryConfiguration',
          's3:GetBucketAcl',
          's3:ListBucket',
          's3:ListBucketVersions',
        ],
        buckets,
      ),
      ...objects.map((arn) =>
        allowAnyOf(arn, 'A backup is of every object.', [
          's3:GetObject',
          's3:GetObjectVersion',
          's3:GetObjectVersionTagging',
          's3:GetObjectVersionAcl',
        ]),
      ),
      allowAnyOf(rules, 'AWS Backup names the rules by which it hears of changed files.', [
        'events:PutRule',
        'events:PutTargets',
        'events:DeleteRule',
        'events:RemoveTargets',
        'events:ListTargetsByRule',
        'events:DescribeRule',
        'events:DisableRule',
      ]),
      allowAnyOf(vaults, 'The vaults of this environment, in both regions.', [
        'backup:CopyIntoBackupVault',
        'backup:CopyFromBackupVault',
      ]),
      ...[REHEARSED, `${REHEARSED}/*`].map((arn) =>
        allowAnyOf(arn, 'AWS Backup names the bucket of a rehearsal when it makes it.', [...REHEARSAL]),
      ),
      allowAnyOf('*', 'Metrics and tags are read for a whole account only.', [
        'cloudwatch:GetMetricData',
        'tag:GetResources',
      ]),
      useOf(key, 's3', 'backup'),
    ],
  });
}
