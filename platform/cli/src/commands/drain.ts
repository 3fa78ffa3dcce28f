import { drain } from '@shared-payments/operations';
import type { Command } from '../command-line/command.ts';
import { operationOutcome, REASON, reasonIn } from '../command-line/outcome.ts';

export const drainCommand: Command = {
  name: 'drain',
  summary: 'Lets the colour without users finish its requests and leave',
  arguments: [],
  options: { reason: REASON },
  details: ['Never touches the colour that has users: `rollback` or `deploy` move them first.'],
  examples: ['drain'],
  run: async (desk, invocation) => operationOutcome(await drain(desk.session, reasonIn(invocation))),
};
