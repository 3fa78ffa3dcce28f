import { MAX_CELL_CHARACTERS } from '../import-limits.ts';
import { refuseImport } from '../refuse-import.ts';

/** An object of a foreign file. Only own properties are read. */
export type JsonRecord = Readonly<Record<string, unknown>>;

export function isJsonRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function requireRecord(value: unknown, what: string, line: number): JsonRecord {
  return isJsonRecord(value) ? value : refuseShape(`${what} is not an object.`, what, line);
}

export function requireList(record: JsonRecord, key: string, line: number): readonly unknown[] {
  const value = fieldOf(record, key);
  return Array.isArray(value) ? value : refuseShape(`'${key}' is not a list.`, key, line);
}

export function requireText(record: JsonRecord, key: string, line: number): string {
  const value = findText(record, key, line);
  return value === undefined ? refuseShape(`'${key}' is not a text.`, key, line) : value;
}

/** Undefined when absent, null or no text. */
export function findText(record: JsonRecord, key: string, line: number): string | undefined {
  const value = fieldOf(record, key);
  if (typeof value !== 'string') return undefined;
  if (value.length <= MAX_CELL_CHARACTERS) return value;
  return refuseImport('text_too_long', `'${key}' has more than ${MAX_CELL_CHARACTERS} characters.`, line, {
    field: key,
  });
}

/** A number as the text it was most likely written as, so that 13.33 stays 13.33; texts pass through. */
export function findNumberText(record: JsonRecord, key: string, line: number): string | undefined {
  const value = fieldOf(record, key);
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : findText(record, key, line);
}

export function requireInteger(record: JsonRecord, key: string, line: number): bigint {
  const value = fieldOf(record, key);
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value);
  return refuseImport('amount_unreadable', `'${key}' is not a whole number below 2^53.`, line, { field: key });
}

export function fieldOf(record: JsonRecord, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

function refuseShape(message: string, field: string, line: number): never {
  return refuseImport('json_wrong_shape', message, line, { field });
}
