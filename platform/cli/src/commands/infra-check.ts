import type { Command } from '../command-line/command.ts';
import { ENVIRONMENT, environmentsIn } from '../estate/environment-names.ts';
import type { EstateFinding, EstateVerdict } from '../estate/estate-desk.ts';

const FINDINGS_SHOWN_MAX = 50;

export const infraCheckCommand: Command = {
  name: 'infra check',
  summary:
    'Judges the templates of an environment, or of all: CloudFormation’s own rules, Atlas’s schemas, three rule packs',
  isPlaceless: true,
  arguments: [ENVIRONMENT],
  options: {},
  details: ['Offline. Exit code 1 when anything is found that nobody has acknowledged with a reason.'],
  examples: ['infra check', 'infra check staging --json'],
  run: async ({ estate }, invocation) => {
    const verdict = await estate.check(environmentsIn(invocation));
    return {
      lines: [...sizeLines(verdict), '', ...ruleLines(verdict), ...findingLines(verdict)],
      json: JSON.parse(JSON.stringify(verdict)),
      closing: closingOf(verdict),
      exitCode: verdict.isGood ? 0 : 1,
    };
  },
};

function sizeLines({ environments }: EstateVerdict): readonly string[] {
  return environments.map(({ environment, stacks, resources, largestResources, largestKilobytes }) => {
    const largest = `the largest ${largestResources} and ${largestKilobytes} kB`;
    return `${environment.padEnd(12)} ${stacks} stacks, ${resources} resources, ${largest}`;
  });
}

function ruleLines({ rules }: EstateVerdict): readonly string[] {
  return rules.map(({ name, findings, acknowledged }) => {
    return `${findings === 0 ? '✓' : '✗'} ${name.padEnd(24)} ${findings} findings, ${acknowledged} acknowledged`;
  });
}

function findingLines({ findings, refusal }: EstateVerdict): readonly string[] {
  const left = findings.length - FINDINGS_SHOWN_MAX;
  return [
    ...findings.slice(0, FINDINGS_SHOWN_MAX).flatMap(linesOf),
    ...(left > 0 ? [`and ${left} more`] : []),
    ...(refusal === null ? [] : [refusal]),
  ];
}

function linesOf({ rule, severity, said, paths }: EstateFinding): readonly string[] {
  return [`${severity} ${rule}: ${said}`, ...paths.map((path) => `  ${path}`)];
}

function closingOf({ isGood, findings, cpuSeconds, cpuSecondsMax }: EstateVerdict): string {
  const slow = cpuSeconds > cpuSecondsMax ? `, more than the ${cpuSecondsMax} s allowed` : '';
  const verdict = isGood ? 'The estate is as it should be' : `The estate has ${findings.length} findings`;
  return `${verdict}; ${cpuSeconds.toFixed(1)} s of CPU${slow}`;
}
