import {
  ANSWERS_PER_SECOND,
  type CapacityRow,
  capacity,
  OBJECTIVES,
  productionScaling,
  REQUESTS_PER_USER_AND_DAY,
  TIMES,
} from '@shared-payments/operations';
import type { Command } from '../command-line/command.ts';
import { textIn, wholeNumber } from '../command-line/outcome.ts';

const MOST_ANSWERS = 100_000;

export const capacityCommand: Command = {
  name: 'capacity',
  summary: 'Simulates autoscaling on AWS: which load the numbers of production carry, and what a month costs',
  isPlaceless: true,
  arguments: [],
  options: {
    answers: {
      type: 'string',
      value: 'number',
      default: String(ANSWERS_PER_SECOND),
      what: 'requests a second that one task answers with all of its CPU',
    },
  },
  details: ['A model, with its assumptions printed first. Changes nothing and asks nobody.'],
  examples: ['capacity', 'capacity --answers 300 --json'],
  run: async (_desk, invocation) => {
    const answers = wholeNumber(textIn(invocation, 'answers') ?? '', 'answers', 1, MOST_ANSWERS);
    const { rows, costs } = capacity(answers);
    const kept = rows.filter(({ holds }) => holds).length;
    return {
      lines: [
        ...assumptions(answers),
        '',
        ...rows.map(lineOf),
        '',
        'A month of usual days, list prices in USD, with as many tasks at most as such a day needs:',
        ...costs.map(
          ({ users, totalUsd, databaseSize, ...part }) =>
            `${countOf(users)} users  ${countOf(totalUsd)}  tasks ${part.tasksUsd}, database ${part.databaseUsd} (${databaseSize ?? 'M80 is too small'}), cache ${part.cacheUsd}, network ${part.networkUsd}, door ${part.doorUsd}, rest ${part.restUsd}`,
        ),
      ],
      json: JSON.parse(JSON.stringify({ rows, costs })),
      closing: `${kept} of ${rows.length} days keep their promise`,
      exitCode: 0,
    };
  },
};

function assumptions(answers: number): readonly string[] {
  const { min, max } = productionScaling;
  return [
    `${min} to ${max} tasks; a task answers ${answers} requests a second and is ready ${TIMES.startMs / 1_000} s after it is asked for;`,
    `a user makes ${REQUESTS_PER_USER_AND_DAY} requests a day; readings are ${TIMES.readingDelayMs / 1_000} s old; who waits ${TIMES.patienceMs / 1_000} s is refused.`,
    `Promised: ${percent(OBJECTIVES.answered)} answered, ${percent(OBJECTIVES.inTime)} within ${TIMES.inTimeMs} ms.`,
  ];
}

function lineOf({ users, trace, day, holds, maxNeeded, minNeeded }: CapacityRow): string {
  const shares = `${percent(day.answered)} answered, ${percent(day.inTime)} in time`;
  const remedy =
    maxNeeded === undefined ? `: tasks start too late, needs min ${minNeeded} and no max` : `: needs max ${maxNeeded}`;
  return `${holds ? '✓' : '✗'} ${countOf(users)} users, ${trace.padEnd(11)}  ${shares}, ${day.peakPerSecond.toFixed(0)} a second on ${day.peakTasks} tasks${holds ? '' : remedy}`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}

function countOf(count: number): string {
  return count.toLocaleString('en').padStart(10);
}
