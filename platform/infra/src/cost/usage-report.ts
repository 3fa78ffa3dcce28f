import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as bcm from 'aws-cdk-lib/aws-bcmdataexports';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { EstateStack } from '../estate-stack.ts';
import { bucketName, nameOf } from '../names.ts';
import { acknowledge } from '../security/acknowledge.ts';

const KEPT_DAYS = 400;
const MADE_ANEW = 'Only the billing service writes here; what it writes is made anew every day.';
const NO_KEY = 'The billing service writes under the own key of S3; nothing in it is about a person.';

const REPORTS = {
  Usage: {
    table: 'COST_AND_USAGE_REPORT',
    columns:
      'line_item_usage_start_date, line_item_product_code, line_item_usage_type, line_item_unblended_cost, resource_tags, line_item_resource_id',
    settings: { TIME_GRANULARITY: 'HOURLY', INCLUDE_RESOURCES: 'TRUE' },
  },
  Advice: {
    table: 'COST_OPTIMIZATION_RECOMMENDATIONS',
    columns:
      'account_id, action_type, current_resource_type, estimated_monthly_savings_after_discount, implementation_effort, recommendation_id, resource_arn',
    settings: { INCLUDE_ALL_RECOMMENDATIONS: 'TRUE', FILTER: '{}' },
  },
} as const;

/** Every hour of use by tag and resource (row I7), and what AWS advises to change (row I8), as files to query. */
export function usageReport(stack: EstateStack): void {
  const bucket = reportBucket(stack);
  for (const [id, { table, columns, settings }] of Object.entries(REPORTS)) {
    const report = new bcm.CfnExport(stack, id, {
      export: {
        name: nameOf(stack.settings, id.toLowerCase()),
        dataQuery: { queryStatement: `SELECT ${columns} FROM ${table}`, tableConfigurations: { [table]: settings } },
        destinationConfigurations: {
          s3Destination: {
            s3Bucket: bucket.bucketName,
            s3Prefix: id.toLowerCase(),
            s3Region: stack.region,
            s3OutputConfigurations: {
              outputType: 'CUSTOM',
              format: 'PARQUET',
              compression: 'PARQUET',
              overwrite: 'OVERWRITE_REPORT',
            },
          },
        },
        refreshCadence: { frequency: 'SYNCHRONOUS' },
      },
    });
    report.node.addDependency(bucket);
  }
}

function reportBucket(stack: EstateStack): s3.Bucket {
  const bucket = new s3.Bucket(stack, 'Reports', {
    bucketName: bucketName(stack.settings, 'usage'),
    encryption: s3.BucketEncryption.S3_MANAGED,
    blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
    enforceSSL: true,
    versioned: true,
    lifecycleRules: [{ expiration: Duration.days(KEPT_DAYS), noncurrentVersionExpiration: Duration.days(1) }],
    removalPolicy: RemovalPolicy.RETAIN,
  });
  bucket.addToResourcePolicy(
    new iam.PolicyStatement({
      principals: [new iam.ServicePrincipal('bcm-data-exports.amazonaws.com')],
      actions: ['s3:PutObject', 's3:GetBucketPolicy'],
      resources: [bucket.bucketArn, bucket.arnForObjects('*')],
      conditions: { StringEquals: { 'aws:SourceAccount': stack.account } },
    }),
  );
  acknowledge(bucket, {
    'AwsSolutions-S1': MADE_ANEW,
    CKV_AWS_18: MADE_ANEW,
    'NIST.800.53.R5-S3BucketLoggingEnabled': MADE_ANEW,
    'PCI.DSS.321-S3BucketLoggingEnabled': MADE_ANEW,
    'NIST.800.53.R5-S3BucketReplicationEnabled': MADE_ANEW,
    'PCI.DSS.321-S3BucketReplicationEnabled': MADE_ANEW,
    'NIST.800.53.R5-S3DefaultEncryptionKMS': NO_KEY,
    'PCI.DSS.321-S3DefaultEncryptionKMS': NO_KEY,
  });
  return bucket;
}
