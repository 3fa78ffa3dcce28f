import * as config from 'aws-cdk-lib/aws-config';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import type { EstateStack } from '../estate-stack.ts';
import { nameOf } from '../names.ts';

/** Rules by the name AWS gives them. Each watches for a hand that changes what the templates say. */
const RULES = [
  'ROOT_ACCOUNT_MFA_ENABLED',
  'IAM_USER_MFA_ENABLED',
  'MFA_ENABLED_FOR_IAM_CONSOLE_ACCESS',
  'IAM_ROOT_ACCESS_KEY_CHECK',
  'IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS',
  'ACCESS_KEYS_ROTATED',
  'MULTI_REGION_CLOUD_TRAIL_ENABLED',
  'CLOUD_TRAIL_LOG_FILE_VALIDATION_ENABLED',
  'S3_BUCKET_PUBLIC_READ_PROHIBITED',
  'S3_BUCKET_VERSIONING_ENABLED',
  'S3_BUCKET_SSL_REQUESTS_ONLY',
  'VPC_FLOW_LOGS_ENABLED',
  'VPC_DEFAULT_SECURITY_GROUP_CLOSED',
  'INCOMING_SSH_DISABLED',
  'ENCRYPTED_VOLUMES',
  'ELB_DELETION_PROTECTION_ENABLED',
  'ECS_CONTAINERS_READONLY_ACCESS',
  'ECS_TASK_DEFINITION_NONROOT_USER',
  'SECRETSMANAGER_ROTATION_ENABLED_CHECK',
  'REQUIRED_TAGS',
] as const;

const PARAMETERS: Partial<Record<(typeof RULES)[number], Record<string, string>>> = {
  ACCESS_KEYS_ROTATED: { maxAccessKeyAge: '90' },
  REQUIRED_TAGS: { tag1Key: 'product', tag2Key: 'environment', tag3Key: 'component' },
};

/** Every change of a resource is recorded, and judged. */
export function configurationRules(stack: EstateStack, bucket: s3.IBucket): void {
  const recorder = new config.CfnConfigurationRecorder(stack, 'Recorder', {
    name: nameOf(stack.settings, 'recorder'),
    // The linked role reads every kind of resource and changes with AWS's list of them.
    roleArn: `arn:aws:iam::${stack.account}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`,
    recordingGroup: { allSupported: true, includeGlobalResourceTypes: true },
  });
  const channel = new config.CfnDeliveryChannel(stack, 'Channel', {
    name: nameOf(stack.settings, 'channel'),
    s3BucketName: bucket.bucketName,
    configSnapshotDeliveryProperties: { deliveryFrequency: 'TwentyFour_Hours' },
  });
  for (const identifier of RULES) {
    const rule = new config.ManagedRule(stack, identifier, {
      identifier,
      configRuleName: nameOf(stack.settings, identifier.toLowerCase().replaceAll('_', '-')),
      inputParameters: PARAMETERS[identifier],
    });
    rule.node.addDependency(recorder, channel);
  }
}
