import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { compose } from './composition.ts';
import { environments } from './environments.ts';

const CPU_SECONDS_MAX = 20;
const FINDINGS_SHOWN_MAX = 50;
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

const outdir = join(import.meta.dirname, '../cdk.out');

/** Synthesises every environment, offline, and lets CloudFormation's own rules and three rule packs judge the templates. */
function check(): boolean {
  rmSync(outdir, { recursive: true, force: true });
  mkdirSync(outdir, { recursive: true });
  const refusal = synthesise();
  const seconds = process.cpuUsage().user / MICROSECONDS;
  console.table(Object.keys(environments).map(sizeOf));
  const report = readReport();
  console.table(report.pluginReports.map(verdictOf));
  const findings = report.pluginReports.flatMap(({ violations = [] }) => violations);
  for (const finding of findings.slice(0, FINDINGS_SHOWN_MAX)) print(finding);
  if (refusal && findings.length === 0) console.log(refusal);
  const isQuick = seconds <= CPU_SECONDS_MAX;
  const isGood = !refusal && findings.length === 0 && report.pluginReports.length > 1 && isQuick;
  const time = `${seconds.toFixed(1)} s of CPU${isQuick ? '' : `, more than the ${CPU_SECONDS_MAX} s allowed`}`;
  console.log(`${isGood ? 'The estate is as it should be' : `The estate has ${findings.length} findings`}; ${time}.`);
  return isGood;
}

/** What the synthesis refused, or undefined. Findings are refusals too; they are read from the report. */
function synthesise(): string | undefined {
  try {
    compose({ outdir }).synth();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function sizeOf(environment: string) {
  const folder = join(outdir, `assembly-${environment}`);
  const templates = readdirSync(folder).filter((file) => file.endsWith('.template.json'));
  const texts = templates.map((file) => readFileSync(join(folder, file), 'utf8'));
  const resources = texts.map((text) => Object.keys((JSON.parse(text) as { Resources: object }).Resources).length);
  return {
    environment,
    stacks: templates.length,
    resources: resources.reduce((sum, count) => sum + count, 0),
    'largest, resources': Math.max(...resources),
    'largest, kB': Math.round(Math.max(...texts.map(({ length }) => length)) / 1_000),
  };
}

function readReport(): Report {
  return JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8')) as Report;
}

function verdictOf({ pluginName, violations = [], suppressedViolations = [] }: Report['pluginReports'][number]) {
  return { rules: pluginName, findings: violations.length, acknowledged: suppressedViolations.length };
}

function print({ ruleName, description, severity, violatingConstructs }: Violation): void {
  console.log(`${severity} ${ruleName}: ${description.split(' - (Control')[0]}`);
  for (const { constructPath } of violatingConstructs) console.log(`  ${constructPath}`);
}

process.exitCode = check() ? 0 : 1;
