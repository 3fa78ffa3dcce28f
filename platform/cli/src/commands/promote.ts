import { promote } from '@shared-payments/operations';
import type { Command } from '../command-line/command.ts';
import { operationOutcome, REASON, reasonIn } from '../command-line/outcome.ts';

export const promoteCommand: Command = {
  name: 'promote',
  summary: 'Goes on at once with what is under way: no more canary, no more baking',
  arguments: [],
  options: { reason: REASON },
  details: ['Also continues a deployment that waits for a person, and one whose command died.'],
  examples: ['promote -r "looked at it by hand"'],
  run: async (desk, invocation) => operationOutcome(await promote(desk.session, reasonIn(invocation))),
};
