import { Duration } from 'aws-cdk-lib';
import * as appconfig from 'aws-cdk-lib/aws-appconfig';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { EstateStack } from '../estate-stack.ts';
import { nameOf } from '../names.ts';

const STEP_PERCENT = 20;
const MINUTES = 10;

/** Whether features that are still being made are open: rows B1 to B3. A flip reaches users in steps, and an alarm takes it back. */
export function featureFlags(stack: EstateStack, key: kms.IKey): void {
  const { settings } = stack;
  const application = new appconfig.Application(stack, 'Flags', { applicationName: nameOf(settings, 'flags') });
  const environment = new appconfig.Environment(stack, 'FlagsEnvironment', {
    application,
    environmentName: settings.name,
  });
  new appconfig.HostedConfiguration(stack, 'Features', {
    application,
    name: 'features',
    type: appconfig.ConfigurationType.FEATURE_FLAGS,
    deployTo: [environment],
    kmsKey: key,
    deploymentStrategy: new appconfig.DeploymentStrategy(stack, 'InSteps', {
      deploymentStrategyName: nameOf(settings, 'in-steps'),
      rolloutStrategy: appconfig.RolloutStrategy.linear({
        growthFactor: STEP_PERCENT,
        deploymentDuration: Duration.minutes(MINUTES),
        finalBakeTime: Duration.minutes(MINUTES),
      }),
    }),
    content: appconfig.ConfigurationContent.fromInlineJson(
      JSON.stringify(flags(settings.features)),
      'application/json',
    ),
  });
}

function flags(features: 'all' | 'stable') {
  return {
    version: '1',
    flags: { unfinished: { name: 'Features that are still being made' } },
    values: { unfinished: { enabled: features === 'all' } },
  };
}
