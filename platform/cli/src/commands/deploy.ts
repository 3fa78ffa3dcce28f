import { deploy, previewDeployment } from '@shared-payments/operations';
import type { Command } from '../command-line/command.ts';
import { DRY_RUN, operationOutcome, planOutcome, REASON, reasonIn } from '../command-line/outcome.ts';

export const deployCommand: Command = {
  name: 'deploy',
  summary: 'Brings a revision to all users, step by step, and takes it back by itself when it is worse',
  arguments: [{ name: 'revision', what: 'a commit, tag or branch; HEAD when left out', isRequired: false }],
  options: {
    reason: REASON,
    rework: { type: 'boolean', what: 'it repairs what an earlier deployment broke; counted in `history --dora`' },
    'dry-run': DRY_RUN,
  },
  details: [
    'The command may die at any point: run it again and it resumes, or deploy something else and it reverts first.',
    'A canary falls back to the old release by itself when nobody watches it any more.',
    'Exit code 3: the evidence does not suffice; decide with `promote` or `abort`.',
  ],
  examples: ['deploy', 'deploy v1.4.0 -e production -r "shares by weight"', 'deploy --dry-run --json'],
  run: async (desk, invocation) => {
    const revision = invocation.arguments.revision ?? 'HEAD';
    if (invocation.options['dry-run'] === true)
      return planOutcome(desk, await previewDeployment(desk.session, revision));
    const isRework = invocation.options.rework === true;
    return operationOutcome(await deploy(desk.session, { revision, reason: reasonIn(invocation), isRework }));
  },
};
