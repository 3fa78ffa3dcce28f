import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compose } from '../composition.ts';
import { type Environment, environments } from '../environments.ts';
import { answer } from './answer.ts';
import { readAssembly, templateIn } from './read-assembly.ts';

const CPU_SECONDS_MAX = 20;
const MICROSECONDS = 1_000_000;

interface Violation {
  readonly ruleName: string;
  readonly description: string;
  readonly severity: string;
  readonly violatingConstructs: readonly { readonly constructPath: string }[];
}

interface Report {
  readonly pluginReports: readonly {
    readonly pluginName: string;
    readonly violations?: readonly Violation[];
    readonly suppressedViolations?: readonly Violation[];
  }[];
}

interface Request {
  /** Names; all of them when left out. */
  readonly environments?: readonly string[];
}

/** Synthesises environments, offline, and lets CloudFormation's own rules and three rule packs judge the templates. */
await answer(({ environments: names }: Request) => {
  const folder = mkdtempSync(join(tmpdir(), 'estate-check-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const of = Object.values(environments).filter(({ name }) => names?.includes(name) ?? true);
  const refusal = synthesise(folder, of);
  const cpuSeconds = process.cpuUsage().user / MICROSECONDS;
  const { pluginReports } = JSON.parse(readFileSync(join(folder, 'validation-report.json'), 'utf8')) as Report;
  const findings = pluginReports.flatMap(({ violations = [] }) => violations).map(findingOf);
  const isQuick = cpuSeconds <= CPU_SECONDS_MAX;
  return {
    environments: of.map(({ name }) => sizeOf(folder, name)),
    rules: pluginReports.map(({ pluginName, violations = [], suppressedViolations = [] }) => ({
      name: pluginName,
      findings: violations.length,
      acknowledged: suppressedViolations.length,
    })),
    findings,
    // Findings are refusals too; they are told one by one.
    refusal: findings.length > 0 ? null : (refusal ?? null),
    cpuSeconds,
    cpuSecondsMax: CPU_SECONDS_MAX,
    // A report without the packs would find nothing and say nothing.
    isGood: refusal === undefined && findings.length === 0 && pluginReports.length > 1 && isQuick,
  };
});

/** What the synthesis refused, or undefined. */
function synthesise(outdir: string, of: readonly Environment[]): string | undefined {
  try {
    compose({ outdir, of }).synth();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function sizeOf(folder: string, environment: string) {
  const stacks = readAssembly(folder).filter((stack) => stack.environment === environment);
  const templates = stacks.map((stack) => templateIn(folder, stack));
  const resources = templates.map(({ Resources }) => Object.keys(Resources as object).length);
  return {
    environment,
    stacks: stacks.length,
    resources: resources.reduce((sum, count) => sum + count, 0),
    largestResources: Math.max(...resources),
    largestKilobytes: Math.round(Math.max(...templates.map((template) => JSON.stringify(template).length)) / 1_000),
  };
}

function findingOf({ ruleName, description, severity, violatingConstructs }: Violation) {
  const paths = violatingConstructs.map(({ constructPath }) => constructPath);
  return { rule: ruleName, severity, said: description.split(' - (Control')[0] ?? description, paths };
}
