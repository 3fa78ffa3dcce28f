import type { Environment } from './environments.ts';

const PREFIX = 'shared-payments';

/**
 * Physical names, where a stack must name what another stack or region owns without referring to it. Buckets are unique in the
 * world, so theirs end on the account.
 */
export function nameOf(environment: Environment, thing: string): string {
  return `${PREFIX}-${environment.name}-${thing}`;
}

export function bucketName(environment: Environment, thing: string): string {
  return `${nameOf(environment, thing)}-${environment.account}`;
}

export function bucketArn(environment: Environment, thing: string): string {
  return `arn:aws:s3:::${bucketName(environment, thing)}`;
}

export function roleArn(environment: Environment, thing: string): string {
  return `arn:aws:iam::${environment.account}:role/${nameOf(environment, thing)}`;
}

export function parameterName(environment: Environment, name: string): string {
  return `/${PREFIX}/${environment.name}/${name}`;
}
