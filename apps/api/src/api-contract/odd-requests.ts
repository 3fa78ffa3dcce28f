import { type JsonSchema, type Operation, pathParameters } from './api-operations.ts';
import { schemaProblem } from './check-answer.ts';
import type { Random } from './seeded-random.ts';

const NESTED_DEPTH = 20_000;
const TOO_LARGE = 300 * 1024;

/** Bodies that are no JSON, or no JSON anybody meant. */
const ODD_BODIES: readonly (string | Buffer)[] = [
  '',
  ' ',
  '{',
  '{"name":',
  '{"name":"a",}',
  "{'name':'a'}",
  '{"a":1}{"b":2}',
  'null',
  'true',
  '12',
  '"text"',
  '[]',
  '{"a":NaN}',
  '{"a":Infinity}',
  '// comment\n{}',
  '\ufeff{}',
  '{"a":"\\ud83d"}',
  '{"a":"\\x41"}',
  '{"a":1,"a":2}',
  '{"__proto__":null}',
  '['.repeat(NESTED_DEPTH),
  `${'['.repeat(NESTED_DEPTH)}${']'.repeat(NESTED_DEPTH)}`,
  `"${'a'.repeat(TOO_LARGE)}"`,
  '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
  Buffer.from([0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00]),
  Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d]),
  Buffer.alloc(64),
];

const ODD_TYPES = [
  'text/plain',
  'text/csv',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/json; charset=utf-16',
  'application/problem+json',
  'application/JSON',
  'application/pdf',
  'image/png',
  'garbage',
  '',
  ';;;',
];

const ODD_HEADERS: readonly (readonly [string, string])[] = [
  ['idempotency-key', 'with some spaces'],
  ['idempotency-key', ''],
  ['idempotency-key', 'k'.repeat(300)],
  ['idempotency-key', 'clé'],
  ['idempotency-key', '\t'],
  ['if-match', '*'],
  ['if-match', ''],
  ['if-match', 'latest'],
  ['if-match', '"0"'],
  ['if-match', '-1'],
  ['if-match', 'W/"1"'],
  ['if-match', '"1", "2"'],
  ['if-match', '999999999999999'],
  ['if-match', '"1.test"'],
  ['if-match', '9'.repeat(5_000)],
  ['if-none-match', '*'],
  ['if-none-match', '"'],
  ['x-request-id', 'a b\tc'],
  ['x-request-id', 'x'.repeat(5_000)],
  ['origin', 'null'],
  ['origin', 'https://evil.example'],
  ['origin', ':::'],
  ['cookie', 'shared-payments.session_token=%ZZ'],
  ['cookie', 'shared-payments.session_token=a.b; shared-payments.session_token=c'],
  ['cookie', '=;=;;; ='],
  ['authorization', 'Bearer'],
  ['authorization', 'Basic YTpi'],
  ['accept', 'text/html'],
  ['accept-encoding', 'br;q=1.0, *;q=0'],
  ['range', 'bytes=0-0'],
  ['content-encoding', 'gzip'],
  ['x-http-method-override', 'DELETE'],
  ['x-forwarded-for', '127.0.0.1, ::1, garbage'],
  ['user-agent', 'é'.repeat(300)],
];

const ODD_TEXTS = ['', '0', '-1', '201', '1.5', '1e9', 'abc', '%00', '%', '%zz', '[]', '{}', '9'.repeat(30), '%F0%9F'];
const CURSORS = ['garbage', '0', 'eyJhIjoxfQ==', '2026-11-01|', '|', '~', '%FF', 'a'.repeat(601), '__proto__'];
const QUERIES = ['?', '?&&&===', '?__proto__=1', '?constructor=1', '?unknown=1', '?a[b]=c', '?%zz', '?limit=1&limit=2'];

/** Path segments, written as they go over the wire. */
const SEGMENTS = [
  '%00',
  '%ff',
  '%zz',
  '%2f',
  '..%2f..',
  '%F0%9F%98%80',
  '%20',
  'a'.repeat(64),
  'a'.repeat(65),
  'a'.repeat(201),
  '__proto__',
  'constructor',
  'null',
  '0',
  "'--",
  '00000000-0000-7000-8000-000000000000',
  '2026-13',
  '0000-00',
];

export const oddBody = (random: Random): string | Buffer => random.pick(ODD_BODIES);
export const oddType = (random: Random): string => random.pick(ODD_TYPES);
export const oddHeaders = (random: Random): Readonly<Record<string, string>> =>
  Object.fromEntries(Array.from({ length: random.integer(1, 3) }, () => random.pick(ODD_HEADERS)));

/** `mustRefuse`: some parameter is surely not what is documented. */
export function oddQuery(
  operation: Operation,
  random: Random,
): { readonly text: string; readonly mustRefuse: boolean } {
  const parameters = operation.parameters.filter((parameter) => parameter.in === 'query');
  if (parameters.length === 0 || random.isChance(0.3)) return { text: random.pick(QUERIES), mustRefuse: false };
  const { name, schema } = random.pick(parameters);
  const value = name === 'cursor' ? random.pick(CURSORS) : random.pick(ODD_TEXTS);
  return { text: `?${name}=${value}`, mustRefuse: name !== 'cursor' && isSurelyWrong(schema, value) };
}

/** The parameters with one of them replaced by something odd, and the path it makes. */
export function oddPath(operation: Operation, params: Readonly<Record<string, string>>, random: Random): string {
  const names = pathParameters(operation);
  const odd = names.length === 0 ? '' : random.pick(names);
  const filled = operation.path.replace(/\{([^}]+)\}/g, (_all, name: string) =>
    name === odd ? random.pick(SEGMENTS) : encodeURIComponent(params[name] ?? ''),
  );
  return names.length === 0 ? `${filled}${random.pick(['/', '/%00', '//', ';a=b', '.json'])}` : filled;
}

function isSurelyWrong(schema: JsonSchema, value: string): boolean {
  if (value === '' || value.includes('%')) return false;
  const isNumber = schema.type === 'integer' || schema.type === 'number';
  const read = isNumber && /^-?\d+(\.\d+)?(e\d+)?$/.test(value) ? Number(value) : value;
  return schemaProblem(schema, read) !== undefined;
}
