import { abort } from '@shared-payments/operations';
import type { Command } from '../command-line/command.ts';
import { operationOutcome, REASON, reasonIn } from '../command-line/outcome.ts';

export const abortCommand: Command = {
  name: 'abort',
  summary: 'Takes back what is under way, whoever began it',
  arguments: [],
  options: { reason: REASON },
  details: [
    'Asks the command at work, or does it itself when that one is gone. Too late once the old release is told to leave.',
  ],
  examples: ['abort -r "support sees wrong totals"'],
  run: async (desk, invocation) => {
    const result = await abort(desk.session, reasonIn(invocation));
    const isTakenBack = result.outcome !== 'succeeded';
    const closing = isTakenBack
      ? 'Taken back; users are on the old release'
      : 'It was finished before it could be taken back';
    return { ...operationOutcome(result), closing, exitCode: isTakenBack ? 0 : 1 };
  },
};
