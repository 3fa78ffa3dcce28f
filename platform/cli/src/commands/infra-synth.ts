import { resolve } from 'node:path';
import type { Command } from '../command-line/command.ts';
import { textIn } from '../command-line/outcome.ts';
import { ENVIRONMENT, environmentsIn } from '../estate/environment-names.ts';

export const infraSynthCommand: Command = {
  name: 'infra synth',
  summary: 'Writes the CloudFormation templates of an environment, or of all, without asking AWS',
  isPlaceless: true,
  arguments: [ENVIRONMENT],
  options: {
    out: { type: 'string', value: 'folder', default: 'cdk.out', what: 'where they go' },
    since: { type: 'string', value: 'revision', what: 'those of another commit, tag or branch' },
  },
  details: ['Passes no verdict on them: `infra check` does.'],
  examples: ['infra synth production --out templates', 'infra synth --json'],
  run: async ({ estate }, invocation) => {
    const folder = resolve(textIn(invocation, 'out') ?? '');
    const revision = textIn(invocation, 'since');
    const wanted = { folder, environments: environmentsIn(invocation) };
    const { stacks } = await estate.synth(revision === undefined ? wanted : { ...wanted, revision });
    return {
      lines: stacks.map(({ stack, region, file }) => `${stack.padEnd(30)}  ${region.padEnd(13)}  ${file}`),
      json: { folder, stacks: stacks.map((stack) => ({ ...stack })) },
      closing: `${stacks.length} templates are in ${folder}`,
      exitCode: 0,
    };
  },
};
