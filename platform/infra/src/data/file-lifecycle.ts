import { Duration } from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';

const COOL_AFTER_DAYS = 30;
const COLD_AFTER_DAYS = 90;
// A deleted or overwritten file can be brought back for this long; longer would keep what people asked to erase.
export const DELETED_KEPT_DAYS = 35;

/** Receipts are read in their first weeks and kept for years. */
export const FILE_LIFECYCLE: readonly s3.LifecycleRule[] = [
  {
    id: 'cool-down',
    transitions: [
      { storageClass: s3.StorageClass.INFREQUENT_ACCESS, transitionAfter: Duration.days(COOL_AFTER_DAYS) },
      { storageClass: s3.StorageClass.GLACIER_INSTANT_RETRIEVAL, transitionAfter: Duration.days(COLD_AFTER_DAYS) },
    ],
    noncurrentVersionExpiration: Duration.days(DELETED_KEPT_DAYS),
    expiredObjectDeleteMarker: true,
    abortIncompleteMultipartUploadAfter: Duration.days(1),
  },
];
