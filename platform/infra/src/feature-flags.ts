import { createRequire } from 'node:module';

const recommended = createRequire(import.meta.url)('aws-cdk-lib/recommended-feature-flags.json') as Readonly<
  Record<string, unknown>
>;

/**
 * Given to the app itself, so that tests and a direct run see the templates that are deployed. References are strong within
 * a region: a stack that others use can't be removed under them.
 */
export const featureFlags: Readonly<Record<string, unknown>> = {
  ...recommended,
  '@aws-cdk/core:defaultCrossStackReferences': 'strong',
  'cli-telemetry': false,
};
