import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import type { Asked } from '../testing/api-under-test.ts';
import { documentedAnswer, type JsonSchema, jsonBody, type Operation } from './api-operations.ts';

const PROBLEM = 'application/problem+json';
const ERRORS = new URL('../../../../docs/errors.md', import.meta.url);
const LEAKS = /node_modules|\.ts:\d|\bat \S+ \(.*:\d+:\d+\)|\[object Object\]|\bundefined\b|FST_ERR/;

const ajv = new Ajv({ strict: false, validateFormats: false, ownProperties: true });
const compiled = new WeakMap<JsonSchema, ValidateFunction>();

/** The codes that docs/errors.md explains. */
export const DOCUMENTED_CODES: ReadonlySet<string> = new Set(
  [...readFileSync(ERRORS, 'utf8').matchAll(/^## ([a-z_]+)$/gm)].map((match) => match[1] ?? ''),
);

/** Why `value` is not what `schema` describes, or undefined. */
export function schemaProblem(schema: JsonSchema, value: unknown): string | undefined {
  let validate = compiled.get(schema);
  if (!validate) {
    validate = ajv.compile(schema);
    compiled.set(schema, validate);
  }
  return validate(value) ? undefined : ajv.errorsText(validate.errors);
}

export function isBodyDescribed(operation: Operation, value: unknown): boolean {
  const schema = jsonBody(operation);
  return schema !== undefined && schemaProblem(schema, value) === undefined;
}

/** Everything about an answer that the API's own description does not allow. */
export function answerProblems(operation: Operation, answer: Asked): readonly string[] {
  const { status } = answer;
  const documented = documentedAnswer(operation, status);
  return [
    ...(status >= 500 ? [`answered ${status}`] : []),
    ...(documented ? contentProblems(documented.content, answer) : [`status ${status} is not documented`]),
    ...(status >= 400 ? problemProblems(answer) : []),
    ...(answer.headers['x-content-type-options'] === 'nosniff' ? [] : ['has no security headers']),
    ...(answer.headers['cache-control'] === undefined ? ['does not say who may keep it (Cache-Control)'] : []),
  ];
}

function contentProblems(content: ReturnType<typeof contentOf>, answer: Asked): readonly string[] {
  const type = String(answer.headers['content-type'] ?? '').split(';')[0] ?? '';
  if (content === undefined) return answer.text === '' ? [] : [`has a body (${type}) where none is documented`];
  const described = content[type];
  if (!described) return [`has the media type '${type}', documented: ${Object.keys(content).join(', ')}`];
  if (!type.endsWith('json')) return [];
  const problem = schemaProblem(described.schema, answer.body);
  return problem ? [`its body is not as documented: ${problem}`] : [];
}

function contentOf(operation: Operation, status: number) {
  return documentedAnswer(operation, status)?.content;
}

function problemProblems({ status, body, headers, text }: Asked): readonly string[] {
  if (!String(headers['content-type']).startsWith(PROBLEM)) return [`an error that is not ${PROBLEM}`];
  return [
    ...(DOCUMENTED_CODES.has(body?.code) ? [] : [`its code '${body?.code}' is not in docs/errors.md`]),
    ...(body?.status === status ? [] : [`its body says status ${body?.status}`]),
    ...(body?.requestId === headers['x-request-id'] ? [] : ['its requestId is not the one in X-Request-ID']),
    ...(LEAKS.test(text) ? [`it shows our insides: ${text.slice(0, 200)}`] : []),
  ];
}
