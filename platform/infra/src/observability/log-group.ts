import { RemovalPolicy } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import type { EstateStack } from '../estate-stack.ts';

/** Encrypted, and kept as long as the environment says. `name` in full: a role may write to it before it is made. */
export function logGroup(stack: EstateStack, id: string, name: string, key: kms.IKey): logs.LogGroup {
  return new logs.LogGroup(stack, id, {
    logGroupName: name,
    // By its ARN, so that the key's policy does not come to depend on every stack that logs.
    encryptionKey: kms.Key.fromKeyArn(stack, `${id}Key`, key.keyArn),
    retention: stack.settings.retention.logDays,
    removalPolicy: stack.settings.isProtected ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  });
}
