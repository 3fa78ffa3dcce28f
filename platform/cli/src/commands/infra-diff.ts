import { join } from 'node:path';
import { OperationsError } from '@shared-payments/operations';
import type { Command, Desk, Invocation } from '../command-line/command.ts';
import { textIn } from '../command-line/outcome.ts';
import { broadened, countsOf, differenceLines, replaced } from '../estate/difference-lines.ts';
import { ENVIRONMENT, environmentsIn } from '../estate/environment-names.ts';
import type { StackDifference, Synthesis } from '../estate/estate-desk.ts';

const FAIL_ON: Readonly<Record<string, (differences: readonly StackDifference[]) => boolean>> = {
  nothing: () => false,
  replacement: (differences) => differences.some((it) => replaced(it).length > 0),
  broadening: (differences) => differences.some((it) => broadened(it).length > 0),
  difference: (differences) => differences.length > 0,
};

export const infraDiffCommand: Command = {
  name: 'infra diff',
  summary: 'Shows what deploying this checkout would change: resources made anew or removed, rights and doors opened',
  isPlaceless: true,
  arguments: [ENVIRONMENT],
  options: {
    since: {
      type: 'string',
      value: 'revision',
      what: 'against another commit, offline; otherwise against what is deployed',
    },
    'fail-on': {
      type: 'string',
      value: Object.keys(FAIL_ON).join('|'),
      default: 'nothing',
      what: 'what ends with exit code 1, for scripts',
    },
  },
  details: [
    'Removed and replaced resources lose what they hold, unless the template keeps it.',
    'Against what is deployed it needs credentials of the environment’s account, to read templates only.',
  ],
  examples: [
    'infra diff production --since HEAD~1',
    'infra diff production --fail-on replacement',
    'infra diff --json',
  ],
  run: async (desk, invocation) => {
    const failsOn = failRuleIn(invocation);
    const scratch = await desk.estate.openScratch();
    const after = await desk.estate.synth({ folder: join(scratch, 'after'), environments: environmentsIn(invocation) });
    const before = await beforeOf(desk, invocation, after, join(scratch, 'before'));
    const differences = await desk.estate.compare(before, after.folder);
    return {
      lines: differences.flatMap(differenceLines),
      json: { stacks: JSON.parse(JSON.stringify(differences)), compared: after.stacks.length },
      closing: `${countsOf(differences)}, in ${after.stacks.length} stacks`,
      exitCode: failsOn(differences) ? 1 : 0,
    };
  },
};

async function beforeOf({ estate }: Desk, invocation: Invocation, after: Synthesis, folder: string): Promise<string> {
  const revision = textIn(invocation, 'since');
  if (revision !== undefined) {
    return (await estate.synth({ folder, environments: environmentsIn(invocation), revision })).folder;
  }
  if ((await estate.fetchDeployed(after.stacks, folder)) > 0) return folder;
  const accounts = [...new Set(after.stacks.map(({ account }) => account))];
  throw new OperationsError({
    code: 'driver_unavailable',
    message: `Not one of the ${after.stacks.length} stacks is deployed where the credentials lead.`,
    remedy: `Sign in to ${accounts.join(', ')} (\`aws sts get-caller-identity\` says where you are), or compare with \`--since\`.`,
    data: { accounts },
  });
}

function failRuleIn(invocation: Invocation) {
  const name = textIn(invocation, 'fail-on') ?? '';
  const rule = FAIL_ON[name];
  if (rule !== undefined) return rule;
  throw new OperationsError({
    code: 'usage',
    message: `--fail-on is \`${name}\`.`,
    remedy: `Give one of ${Object.keys(FAIL_ON).join(', ')}.`,
  });
}
