import { examine } from '@shared-payments/operations';
import type { Command } from '../command-line/command.ts';

const MARKS = { sound: '✓', odd: '·', wrong: '✗' } as const;

export const doctorCommand: Command = {
  name: 'doctor',
  summary: 'Compares what runs with what is meant to run, and says what to do about each difference',
  arguments: [],
  options: {},
  details: ['Changes nothing. Exit code 1 when somebody should act.'],
  examples: ['doctor', 'doctor -e production --json'],
  run: async ({ ports, session }) => {
    const found = await examine(ports, session.environment);
    const wrong = found.filter((one) => one.health === 'wrong').length;
    const lines = found.map(
      (one) => `${MARKS[one.health]} ${one.check.padEnd(11)}  ${[one.found, one.remedy].join(' ').trim()}`,
    );
    const closing = wrong === 0 ? 'Nothing needs anybody' : `${wrong} of ${found.length} checks need somebody`;
    return { lines, json: found.map((one) => ({ ...one })), closing, exitCode: wrong === 0 ? 0 : 1 };
  },
};
