import { stripVTControlCharacters } from 'node:util';
import { OperationsError } from '@shared-payments/operations';

/** Some programs name the cause first and explain themselves afterwards, others end on it: so both ends are kept. */
const FIRST_LINES = 8;
const LAST_LINES = 7;
const STACK_LINE = /^\s+at /;

/** `because` is a sentence; `output` what the failed program wrote, of which the first and last lines are quoted. */
export function buildFailed(because: string, output: readonly string[] = [], cause?: unknown): OperationsError {
  const lines = output
    .map((line) => stripVTControlCharacters(line).trimEnd())
    .filter((line) => line !== '' && !STACK_LINE.test(line));
  const isLong = lines.length > FIRST_LINES + LAST_LINES;
  const quoted = isLong ? [...lines.slice(0, FIRST_LINES), '…', ...lines.slice(-LAST_LINES)] : lines;
  return new OperationsError({
    code: 'build_failed',
    message: [because, ...quoted].join('\n'),
    remedy: 'Repair it in a new commit, or name a revision that was deployed before.',
    data: { quoted },
    cause,
  });
}
