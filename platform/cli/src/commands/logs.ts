import { type Json, type LogsRequest, OperationsError } from '@shared-payments/operations';
import type { Command, Invocation } from '../command-line/command.ts';
import { textIn, wholeNumber } from '../command-line/outcome.ts';
import { momentOf } from '../command-line/time.ts';

const SOURCES = ['blue', 'green', 'jobs', 'edge'] as const;
const MOST_LINES = 10_000;

export const logsCommand: Command = {
  name: 'logs',
  summary: 'Shows the newest lines that the processes wrote',
  startsNothing: true,
  arguments: [],
  options: {
    source: { type: 'string', value: SOURCES.join('|'), what: 'one of them only' },
    lines: { type: 'string', value: 'number', default: '100', what: 'how many' },
  },
  details: [],
  examples: ['logs', 'logs --source green --lines 20'],
  run: async ({ ports }, invocation) => {
    const found = await ports.driver.logs(requestOf(invocation));
    const lines = found.map((line) => `${momentOf(line.atMs)}  ${line.source.padEnd(6)}  ${line.text}`);
    return { lines, json: found.map((line) => ({ ...line })) as Json, closing: `${found.length} lines`, exitCode: 0 };
  },
};

function requestOf(invocation: Invocation): LogsRequest {
  const lines = wholeNumber(textIn(invocation, 'lines') ?? '', 'lines', 1, MOST_LINES);
  const wanted = textIn(invocation, 'source');
  if (wanted === undefined) return { lines };
  const source = SOURCES.find((one) => one === wanted);
  if (source !== undefined) return { lines, source };
  throw new OperationsError({
    code: 'usage',
    message: `There is no source \`${wanted}\`.`,
    remedy: `Take one of ${SOURCES.join(', ')}.`,
  });
}
