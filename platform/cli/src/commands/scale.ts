import { scale } from '@shared-payments/operations';
import type { Command } from '../command-line/command.ts';
import { operationOutcome, REASON, reasonIn, wholeNumber } from '../command-line/outcome.ts';

const MOST_WORKERS = 1_000;

export const scaleCommand: Command = {
  name: 'scale',
  summary: 'Changes how many workers serve, between the environment’s min and max',
  arguments: [{ name: 'workers', what: 'how many', isRequired: true }],
  options: { reason: REASON },
  details: ['The autoscaler goes on from there: it adds under load and removes again later.'],
  examples: ['scale 4 -r "the trip season begins"'],
  run: async (desk, invocation) => {
    const workers = wholeNumber(invocation.arguments.workers ?? '', 'workers', 1, MOST_WORKERS);
    return operationOutcome(await scale(desk.session, workers, reasonIn(invocation)));
  },
};
