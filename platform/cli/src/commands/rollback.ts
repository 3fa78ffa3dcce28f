import { previewRollback, rollback } from '@shared-payments/operations';
import type { Command } from '../command-line/command.ts';
import { DRY_RUN, operationOutcome, planOutcome, REASON, reasonIn } from '../command-line/outcome.ts';

export const rollbackCommand: Command = {
  name: 'rollback',
  summary: 'Sends all users back to the release before, or to a named one that is kept',
  arguments: [
    {
      name: 'release',
      what: 'commit, version or digest, as `status` shows what is kept; the release before when left out',
      isRequired: false,
    },
  ],
  options: { reason: REASON, 'dry-run': DRY_RUN },
  details: [
    'While a deployment is at work this aborts it. A release that has left is started and smoked before users follow.',
    'Refused, with the way forward, when the data went through a contract the older release cannot live with.',
  ],
  examples: ['rollback -r "totals are wrong"', 'rollback 1.3.2 --dry-run', 'rollback add8f28'],
  run: async (desk, invocation) => {
    const { release } = invocation.arguments;
    if (invocation.options['dry-run'] === true) return planOutcome(desk, await previewRollback(desk.session, release));
    const named = release === undefined ? {} : { release };
    return operationOutcome(await rollback(desk.session, { ...named, reason: reasonIn(invocation) }));
  },
};
