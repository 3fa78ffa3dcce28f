import { previewDeployment } from '@shared-payments/operations';
import type { Command } from '../command-line/command.ts';
import { planOutcome } from '../command-line/outcome.ts';

export const planCommand: Command = {
  name: 'plan',
  summary: 'Shows what deploying a revision would do, and whether one could come back',
  startsNothing: true,
  arguments: [{ name: 'revision', what: 'a commit, tag or branch; HEAD when left out', isRequired: false }],
  options: {},
  details: ['Builds the release if it is not kept yet. Starts nothing, sends no user anywhere.'],
  examples: ['plan', 'plan v1.4.0 --environment production'],
  run: async (desk, { arguments: given }) =>
    planOutcome(desk, await previewDeployment(desk.session, given.revision ?? 'HEAD')),
};
