import { type Json, watchRollout } from '@shared-payments/operations';
import type { Command } from '../command-line/command.ts';
import { lengthOf } from '../command-line/time.ts';

export const infraWatchCommand: Command = {
  name: 'infra watch',
  summary: 'Follows a deployment on AWS to its end, and compares where users go with where they were asked to go',
  arguments: [],
  options: {},
  details: [
    'Changes nothing: ECS deploys by itself. Says every step, and users who are sent to where nothing is healthy.',
    'Exit code 1 unless the deployment succeeded and users are where it meant them to be.',
  ],
  examples: ['infra watch -e production', 'infra watch -e staging --json'],
  run: async ({ session }) => {
    const watched = await watchRollout(session);
    const { status, readings, longestDifferenceMs, wrong } = watched;
    const isGood = status === 'SUCCESSFUL' && wrong.length === 0;
    const lines = wrong.map(({ check, found, remedy }) => `✗ ${check.padEnd(11)}  ${found} ${remedy}`);
    const json = JSON.parse(JSON.stringify(watched)) as Json;
    const differed = `rules differed for ${lengthOf(longestDifferenceMs)} at most`;
    return { lines, json, closing: `${status} after ${readings} readings, ${differed}`, exitCode: isGood ? 0 : 1 };
  },
};
