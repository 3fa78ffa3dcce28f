import { AppError } from '../../errors.ts';
import { isJsonRecord } from '../reading/json-fields.ts';

const MAX_DEPTH = 64;

/**
 * JSON on one line with the keys of every object in code unit order, so that equal content is equal text. Properties that are
 * undefined are left out. Throws `invalid_input` for a number that is not finite, a bigint, a function, or depth over 64.
 */
export function serialiseStably(value: unknown): string {
  return write(value, 0);
}

function write(value: unknown, depth: number): string {
  if (depth > MAX_DEPTH) throw refusal('A document is nested too deeply.');
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((element) => write(element, depth + 1)).join(',')}]`;
  if (!isJsonRecord(value)) throw refusal(`A document holds a ${typeof value}, which JSON does not have.`);
  const properties = Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${write(value[key], depth + 1)}`);
  return `{${properties.join(',')}}`;
}

function refusal(message: string): AppError {
  return new AppError('invalid_input', message, { limit: MAX_DEPTH });
}
