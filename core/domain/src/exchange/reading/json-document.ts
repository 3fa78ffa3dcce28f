import { refuseImport } from '../refuse-import.ts';
import { assertImportSize } from './csv-reader.ts';

export interface JsonDocument {
  readonly value: unknown;
  /** The line on which the nth element of a list starts: of the list under `key` of the root, or of the root when ''. */
  readonly lineOf: (key: string, index: number) => number;
}

/**
 * Throws `import_refused`: file_empty, file_too_large, json_wrong_shape when nested over 100 deep, json_unreadable with the
 * line where the text stops being JSON.
 */
export function readJsonDocument(text: string, maxCharacters?: number): JsonDocument {
  if (maxCharacters === undefined) assertImportSize(text);
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const { errorLine, isTooDeep, elementLines } = scan(body);
  if (isTooDeep) refuseImport('json_wrong_shape', 'The JSON is nested too deeply.', errorLine);
  return { value: parseOrRefuse(body, errorLine ?? 1), lineOf: (key, index) => elementLines.get(key)?.[index] ?? 1 };
}

interface Scan {
  /** Where the text stops being JSON, or undefined. */
  readonly errorLine: number | undefined;
  readonly isTooDeep: boolean;
  readonly elementLines: ReadonlyMap<string, readonly number[]>;
}

interface Level {
  readonly isList: boolean;
  /** Lines of the elements, for the lists that `lineOf` knows. */
  readonly lines: number[] | undefined;
  lastKey: string;
  /** In an object: the current key has met its colon. */
  hasColon: boolean;
}

type Token = 'value' | 'open' | 'close' | 'comma' | 'colon' | 'end' | 'error';

const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const MAX_KNOWN_DEPTH = 2;
const MAX_DEPTH = 100;

function parseOrRefuse(text: string, errorLine: number): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return refuseImport(
      'json_unreadable',
      'The text is not complete JSON. The file may be cut off or edited.',
      errorLine,
    );
  }
}

// JSON.parse keeps no positions and words its errors freely, so the text is walked first for the line numbers.
function scan(text: string): Scan {
  const cursor = { position: 0, line: 1 };
  const levels: Level[] = [];
  const elementLines = new Map<string, number[]>();
  let previous: Token = 'comma';
  for (;;) {
    skipSpace(text, cursor);
    const { token, end } = readToken(text, cursor.position);
    if (token === 'end' && previous !== 'comma' && levels.length === 0) {
      return { errorLine: undefined, isTooDeep: false, elementLines };
    }
    const isTooDeep = levels.length > MAX_DEPTH;
    if (isTooDeep || token === 'end' || token === 'error' || !follows(previous, token, levels)) {
      return { errorLine: cursor.line, isTooDeep, elementLines };
    }
    track(token, text.slice(cursor.position, end), cursor.line, levels, elementLines, previous);
    cursor.position = end;
    previous = token;
  }
}

function skipSpace(text: string, cursor: { position: number; line: number }): void {
  for (; cursor.position < text.length; cursor.position += 1) {
    const character = text[cursor.position];
    if (character === '\n') cursor.line += 1;
    else if (character !== ' ' && character !== '\t' && character !== '\r') return;
  }
}

function readToken(text: string, position: number): { readonly token: Token; readonly end: number } {
  const character = text[position];
  if (character === undefined) return { token: 'end', end: position };
  const single = ({ '{': 'open', '[': 'open', '}': 'close', ']': 'close', ',': 'comma', ':': 'colon' } as const)[
    character
  ];
  if (single !== undefined) return { token: single, end: position + 1 };
  const end = character === '"' ? endOfString(text, position) : endOfScalar(text, position);
  return end === undefined ? { token: 'error', end: position } : { token: 'value', end };
}

// By hand: a pattern with alternatives would need stack in proportion to the length of a hostile string.
function endOfString(text: string, position: number): number | undefined {
  for (let index = position + 1; index < text.length; index += 1) {
    const character = text[index];
    if (character === '"') return index + 1;
    if (character === '\\') index += 1;
    else if (character === '\n') return undefined;
  }
  return undefined;
}

function endOfScalar(text: string, position: number): number | undefined {
  SCALAR.lastIndex = position;
  return SCALAR.test(text) ? SCALAR.lastIndex : undefined;
}

// Coarse on purpose: it only has to stop near where JSON.parse did, and at the end of the text at the latest.
function follows(previous: Token, token: Token, levels: readonly Level[]): boolean {
  const level = levels.at(-1);
  const startsValue = token === 'value' || token === 'open';
  const afterValue = previous === 'value' || previous === 'close';
  if (level === undefined) return startsValue && !afterValue;
  if (startsValue) return !afterValue;
  if (token === 'colon') return afterValue && !level.isList && !level.hasColon;
  if (token === 'close' && previous === 'open') return true;
  return afterValue && (level.isList || level.hasColon);
}

function track(
  token: Token,
  text: string,
  line: number,
  levels: Level[],
  elementLines: Map<string, number[]>,
  previous: Token,
): void {
  const level = levels.at(-1);
  if (token === 'close') levels.pop();
  if (level !== undefined && (token === 'colon' || token === 'comma')) level.hasColon = token === 'colon';
  if (token !== 'value' && token !== 'open') return;
  if (level?.isList === true) level.lines?.push(line);
  else if (level !== undefined && token === 'value' && previous !== 'colon') level.lastKey = keyOf(text);
  if (token !== 'open') return;
  const isKnown = text === '[' && levels.length < MAX_KNOWN_DEPTH && levels.every((outer) => !outer.isList);
  const lines: number[] | undefined = isKnown ? [] : undefined;
  if (lines !== undefined) elementLines.set(level?.lastKey ?? '', lines);
  levels.push({ isList: text === '[', lines, lastKey: '', hasColon: false });
}

function keyOf(text: string): string {
  return text.startsWith('"') ? text.slice(1, -1) : text;
}
