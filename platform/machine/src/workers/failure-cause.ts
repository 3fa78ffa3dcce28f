import type { ColourFailure } from '@shared-payments/operations';
import type { ProcessEnd } from '../edge/door/messages.ts';

/** Codes of the errors a process ends with, as Node prints them below the message. */
const CAUSES: Readonly<Record<string, ColourFailure['cause']>> = {
  setting_missing: 'setting_missing',
  schema_too_new: 'schema_too_new',
  EADDRINUSE: 'port_taken',
  ERR_MODULE_NOT_FOUND: 'release_damaged',
  MODULE_NOT_FOUND: 'release_damaged',
  ENOENT: 'release_damaged',
};
const CODE_LINE = /\bcode"?: ['"](\w+)['"]|\bspawn \S+ (ENOENT)\b/;
const DETAIL_LINES = 3;
const DETAIL_CHARACTERS_MAX = 400;

/** Names why a worker ended while it came up, from the code of the error it ended with. */
export function failureOfEnd(end: ProcessEnd): ColourFailure {
  const codes = end.lastWords.flatMap((line) => CODE_LINE.exec(line)?.slice(1) ?? []);
  const cause = codes.map((code) => CAUSES[code]).findLast((one) => one !== undefined) ?? 'crashed';
  return { cause, detail: detailOf(end) };
}

/** False for what the next start meets again: it is told at once. */
export function isWorthAnotherStart({ cause }: ColourFailure): boolean {
  return cause !== 'setting_missing' && cause !== 'schema_too_new' && cause !== 'release_damaged';
}

function detailOf({ code, signal, lastWords }: ProcessEnd): string {
  const how = signal === null ? `ended with code ${code}` : `ended by ${signal}`;
  const error = lastWords.find((line) => /^(\w*Error\b|Error:)/.test(line.trim()));
  const words = [error, ...lastWords.slice(-DETAIL_LINES)].filter((line) => line !== undefined);
  const quoted = [...new Set(words)].join(' | ').slice(0, DETAIL_CHARACTERS_MAX);
  return quoted === '' ? `${how} without a word` : `${how}: ${quoted}`;
}
