import { join } from 'node:path';
import { App, CloudFormationValidatePlugin, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, NIST80053R5Checks, PCIDSS321Checks } from 'cdk-nag';
import { type Environment, environments } from './environments.ts';
import { estate } from './estate.ts';
import { featureFlags } from './feature-flags.ts';

export interface CompositionOptions {
  readonly outdir: string;
  readonly of?: readonly Environment[];
  /** Without the rule packs and CloudFormation's own rules: for tests of what templates say, in a third of the time. */
  readonly isJudged?: boolean;
}

/** The app with every environment in it, and who judges its templates. */
export function compose({ outdir, of = Object.values(environments), isJudged = true }: CompositionOptions): App {
  const app = new App({
    outdir,
    context: featureFlags,
    analyticsReporting: false,
    builtinCloudFormationValidation: isJudged,
  });
  if (isJudged) {
    const packs = [AwsSolutionsChecks, NIST80053R5Checks, PCIDSS321Checks];
    Validations.of(app).addPlugins(templateRules(), ...packs.map((Pack) => new Pack(app)));
  }
  for (const environment of of) estate(app, environment);
  return app;
}

/** CloudFormation's own rules, which know the resources of Atlas too. A plugin of ours takes the place of the one that does not. */
export function templateRules(): CloudFormationValidatePlugin {
  return new CloudFormationValidatePlugin({
    _additionalSchemasDirectory: join(import.meta.dirname, 'proof/atlas/schemas'),
  });
}
