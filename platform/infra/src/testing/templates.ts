import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stack, type Stage } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { compose } from '../composition.ts';
import { type EnvironmentName, environments } from '../environments.ts';
import type { Estate, StackTemplate } from '../proof/read-estate.ts';

export interface Resource {
  readonly Type: string;
  // What a property holds is CloudFormation's business; tests look into it by name.
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string;
}

const stages = new Map<EnvironmentName, Stage>();
const templates = new Map<string, Template>();

/** The template of one stack, synthesised once per process and environment with the flags of a deployment. */
export function templateOf(environment: EnvironmentName, stack: string): Template {
  const known = templates.get(`${environment}-${stack}`);
  if (known) return known;
  const found = stageOf(environment).node.findChild(stack);
  if (!Stack.isStack(found)) throw new Error(`${environment}/${stack} is no stack.`);
  const template = Template.fromStack(found);
  templates.set(`${environment}-${stack}`, template);
  return template;
}

export function stackNames(environment: EnvironmentName): readonly string[] {
  return stacksOf(environment).map(({ node }) => node.id);
}

export function stacksOf(environment: EnvironmentName): readonly Stack[] {
  return stageOf(environment).node.children.filter((it) => Stack.isStack(it));
}

export function resourcesOf(environment: EnvironmentName, stack: string, type: string): readonly Resource[] {
  return Object.values(templateOf(environment, stack).findResources(type)) as unknown as readonly Resource[];
}

/** What the only resource of `type` says. Throws when there is none, or another. */
export function onlyOf(environment: EnvironmentName, stack: string, type: string): Resource['Properties'] {
  const [found, ...others] = resourcesOf(environment, stack, type);
  if (!found || others.length > 0) throw new Error(`${environment}/${stack} has not exactly one ${type}.`);
  return found.Properties;
}

/** Every resource of `type` in the environment, whichever stack holds it. */
export function allResources(environment: EnvironmentName, type: string): readonly Resource[] {
  return stackNames(environment).flatMap((stack) => resourcesOf(environment, stack, type));
}

function stageOf(environment: EnvironmentName): Stage {
  const known = stages.get(environment);
  if (known) return known;
  const outdir = mkdtempSync(join(tmpdir(), 'estate-'));
  process.once('exit', () => rmSync(outdir, { recursive: true, force: true }));
  const app = compose({ outdir, of: [environments[environment]], isJudged: false });
  const stage = app.node.findChild(environment) as Stage;
  stages.set(environment, stage);
  return stage;
}

/** Every template of the environment, as plain objects that a test may copy and change. */
export function estateOf(environment: EnvironmentName): Estate {
  return Object.fromEntries(
    stackNames(environment).map((stack) => [stack, templateOf(environment, stack).toJSON() as StackTemplate]),
  );
}
