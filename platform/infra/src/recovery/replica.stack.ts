import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as backup from 'aws-cdk-lib/aws-backup';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { FILE_LIFECYCLE } from '../data/file-lifecycle.ts';
import type { Environment } from '../environments.ts';
import { EstateStack } from '../estate-stack.ts';
import { bucketName, nameOf } from '../names.ts';
import { acknowledge } from '../security/acknowledge.ts';
import { key, operationsKey } from '../security/keys.stack.ts';

export const REPLICA_KEY = 'replica';

/** What survives the loss of a region: copies of files, of the shipped log and of backups, under a key of their own. */
export class ReplicaStack extends EstateStack {
  /** Of logs in the second region. */
  readonly operations: kms.IKey;

  constructor(scope: Construct, id: string, settings: Environment) {
    super(scope, id, settings, { description: 'Copies in the second region', region: settings.recoveryRegion });
    const copies = key(this, 'Key', REPLICA_KEY, 'Copies of files, of the shipped log and of backups');
    this.operations = operationsKey(this);
    this.bucket('Files', 'files-replica', copies);
    this.bucket('ShippedLog', 'shipped-log-replica', copies);
    new backup.BackupVault(this, 'Vault', {
      backupVaultName: nameOf(settings, 'copies'),
      encryptionKey: copies,
      removalPolicy: RemovalPolicy.RETAIN,
      blockRecoveryPointDeletion: settings.isProtected,
    });
  }

  private bucket(id: string, name: string, encryptionKey: kms.IKey): void {
    const bucket = new s3.Bucket(this, id, {
      bucketName: bucketName(this.settings, name),
      encryption: s3.BucketEncryption.KMS,
      encryptionKey,
      bucketKeyEnabled: true,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      versioned: true,
      lifecycleRules: [...FILE_LIFECYCLE],
      objectLockEnabled: true,
      objectLockDefaultRetention: s3.ObjectLockRetention.governance(Duration.days(1)),
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledge(bucket, {
      CKV_AWS_18: 'Only the replication writes here; the audit trail has its data events.',
      'AwsSolutions-S1': 'Only the replication writes here, and its reads and writes are in the audit trail.',
      'NIST.800.53.R5-S3BucketLoggingEnabled': 'Only the replication writes here; the audit trail has its data events.',
      'NIST.800.53.R5-S3BucketReplicationEnabled': 'This is the replica.',
      'PCI.DSS.321-S3BucketLoggingEnabled': 'Only the replication writes here; the audit trail has its data events.',
      'PCI.DSS.321-S3BucketReplicationEnabled': 'This is the replica.',
    });
  }
}
