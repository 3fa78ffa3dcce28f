import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { Environment } from '../environments.ts';
import { EstateStack } from '../estate-stack.ts';
import { bucketName } from '../names.ts';
import { acknowledge } from './acknowledge.ts';

const COLD_AFTER_DAYS = 30;
const OWN_LOG = 'This is where logs are written to; logging its own writes would never end.';
const NO_COPY = 'Access logs tell of one region; what must outlive it is in the audit trail.';
const OWN_KEY = 'Balancers and CloudFront write under the own key of S3 only.';

/** Where AWS itself writes access and flow logs. Load balancers can only write under S3's own key. */
export class LogsStack extends EstateStack {
  readonly bucket: s3.Bucket;
  /** CloudFront writes with an access list of its own, which only such a bucket takes. */
  readonly door: s3.Bucket;

  constructor(scope: Construct, id: string, settings: Environment) {
    super(scope, id, settings, { description: 'Access logs and flow logs' });
    this.bucket = this.logBucket('AccessLogs', 'access-logs');
    this.door = this.logBucket('DoorLogs', 'door-logs', s3.ObjectOwnership.OBJECT_WRITER);
  }

  private logBucket(id: string, name: string, objectOwnership?: s3.ObjectOwnership): s3.Bucket {
    const bucket = new s3.Bucket(this, id, {
      bucketName: bucketName(this.settings, name),
      objectOwnership,
      encryption: s3.BucketEncryption.S3_MANAGED,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      versioned: true,
      lifecycleRules: [
        {
          transitions: [
            { storageClass: s3.StorageClass.INFREQUENT_ACCESS, transitionAfter: Duration.days(COLD_AFTER_DAYS) },
          ],
          expiration: Duration.days(this.settings.retention.logDays),
          noncurrentVersionExpiration: Duration.days(COLD_AFTER_DAYS),
          abortIncompleteMultipartUploadAfter: Duration.days(1),
        },
      ],
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledge(bucket, {
      'AwsSolutions-S1': OWN_LOG,
      CKV_AWS_18: OWN_LOG,
      'NIST.800.53.R5-S3BucketLoggingEnabled': OWN_LOG,
      'PCI.DSS.321-S3BucketLoggingEnabled': OWN_LOG,
      'NIST.800.53.R5-S3BucketReplicationEnabled': NO_COPY,
      'PCI.DSS.321-S3BucketReplicationEnabled': NO_COPY,
      'NIST.800.53.R5-S3DefaultEncryptionKMS': OWN_KEY,
      'PCI.DSS.321-S3DefaultEncryptionKMS': OWN_KEY,
    });
    return bucket;
  }
}
