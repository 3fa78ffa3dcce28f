import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { EstateStack } from '../estate-stack.ts';
import { bucketName } from '../names.ts';
import { acknowledge } from './acknowledge.ts';

const COLD_AFTER_DAYS = 90;
const DAYS_PER_YEAR = 365;

/** What is written here can't be changed or deleted by anybody, the owner of the account included, until its time is over. */
export function auditBucket(stack: EstateStack, key: kms.IKey, logs: s3.IBucket): s3.Bucket {
  const { retention, isProtected } = stack.settings;
  const kept = Duration.days(retention.auditYears * DAYS_PER_YEAR);
  const bucket = new s3.Bucket(stack, 'Audit', {
    bucketName: bucketName(stack.settings, 'audit'),
    encryption: s3.BucketEncryption.KMS,
    encryptionKey: kms.Key.fromKeyArn(stack, 'AuditKey', key.keyArn),
    bucketKeyEnabled: true,
    blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
    enforceSSL: true,
    versioned: true,
    serverAccessLogsBucket: logs,
    serverAccessLogsPrefix: 'audit/',
    objectLockEnabled: true,
    objectLockDefaultRetention: isProtected
      ? s3.ObjectLockRetention.compliance(kept)
      : s3.ObjectLockRetention.governance(kept),
    lifecycleRules: [
      {
        transitions: [
          { storageClass: s3.StorageClass.GLACIER_INSTANT_RETRIEVAL, transitionAfter: Duration.days(COLD_AFTER_DAYS) },
        ],
        expiration: Duration.days(kept.toDays() + 1),
        abortIncompleteMultipartUploadAfter: Duration.days(1),
      },
    ],
    removalPolicy: RemovalPolicy.RETAIN,
  });
  const reason = 'Object Lock keeps the trail; the second region has its own copy of what it is about.';
  acknowledge(bucket, {
    'NIST.800.53.R5-S3BucketReplicationEnabled': reason,
    'PCI.DSS.321-S3BucketReplicationEnabled': reason,
  });
  return bucket;
}
