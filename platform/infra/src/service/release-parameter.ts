import { CfnParameter, type Stack } from 'aws-cdk-lib';

/** One version for task, hook and jobs. No default: a stack is never deployed without saying of which release. */
export function releaseParameter(stack: Stack): string {
  return new CfnParameter(stack, 'Release', {
    type: 'String',
    description: 'The version to run, as its image is tagged',
    allowedPattern: '[A-Za-z0-9][A-Za-z0-9._-]{0,79}',
  }).valueAsString;
}
