import type { InjectOptions } from 'fastify';
import { type Operation, urlOf } from './api-operations.ts';
import { brokenJson, jsonText, parsedJson } from './broken-values.ts';
import { isBodyDescribed } from './check-answer.ts';
import { EXAMPLE_QUERIES, type ExampleNeeds, exampleBody, vocabularyOf } from './example-bodies.ts';
import { oddBody, oddHeaders, oddPath, oddQuery, oddType } from './odd-requests.ts';
import type { Random } from './seeded-random.ts';
import { validValue } from './valid-values.ts';
import { ifMatch } from './world.ts';

export interface FuzzRequest {
  readonly kind: Kind;
  readonly method: NonNullable<InjectOptions['method']>;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: string | Buffer | undefined;
  /** It breaks the documented form, so anything but a refusal is a fault of the API. */
  readonly mustRefuse: boolean;
  /** A read as documented: whatever was written before, it has no fault that could be refused. */
  readonly isGoodRead: boolean;
}

type Kind = 'good' | 'valid' | 'broken body' | 'odd body' | 'odd headers' | 'odd query' | 'odd path';

const KINDS_WITH_BODY: readonly Kind[] = [
  ...Array<Kind>(4).fill('good'),
  ...Array<Kind>(3).fill('valid'),
  ...Array<Kind>(6).fill('broken body'),
  'odd body',
  'odd body',
  'odd headers',
  'odd headers',
  'odd query',
  'odd path',
];
const KINDS_WITHOUT_BODY: readonly Kind[] = ['good', 'good', 'odd headers', 'odd query', 'odd query', 'odd path'];
const UNKNOWN_IDS = ['00000000-0000-7000-8000-000000000000', 'x', '-', '_', 'Z'.repeat(64)];

/** A request to `operation`, good or bad, as `needs.random` decides. */
export async function fuzzRequest(operation: Operation, needs: ExampleNeeds): Promise<FuzzRequest> {
  const { random } = needs;
  const kind = random.pick(operation.body ? KINDS_WITH_BODY : KINDS_WITHOUT_BODY);
  const params = random.isChance(0.1) ? withUnknownId(needs.params, random) : needs.params;
  const payload = await payloadOf(kind, operation, needs);
  const query = kind === 'odd query' ? oddQuery(operation, random) : undefined;
  const isJson = operation.body === undefined || 'application/json' in operation.body;
  const isBroken = isJson && kind === 'broken body' && !isDescribed(operation, String(payload));
  return {
    kind,
    method: operation.method as FuzzRequest['method'],
    url:
      kind === 'odd path' ? oddPath(operation, params, random) : urlOf(operation, params) + queryOf(operation, query),
    headers: await headersOf(kind, operation, needs, payload),
    payload,
    mustRefuse: isBroken || query?.mustRefuse === true,
    isGoodRead: kind === 'good' && operation.method === 'GET' && params === needs.params,
  };
}

async function payloadOf(kind: Kind, operation: Operation, needs: ExampleNeeds): Promise<string | Buffer | undefined> {
  const { random } = needs;
  if (!operation.body) return kind === 'odd headers' && random.isChance(0.2) ? '{}' : undefined;
  if (kind === 'odd body') return oddBody(random);
  const schema = operation.body['application/json']?.schema;
  const isFromSchema = schema !== undefined && (kind === 'valid' || random.isChance(0.2));
  const vocabulary = vocabularyOf(needs.world, needs.params);
  const body = isFromSchema
    ? validValue(schema, { random, vocabulary, isBoundary: true })
    : await exampleBody(operation, needs);
  if (typeof body === 'string')
    return kind === 'broken body' ? random.pick(['', 'a', body.slice(1), `${body}\0`]) : body;
  return kind === 'broken body' ? brokenJson(body, random) : jsonText(body);
}

async function headersOf(kind: Kind, operation: Operation, { world, params, random }: ExampleNeeds, payload: unknown) {
  const types = Object.keys(operation.body ?? { 'application/json': {} });
  const type = kind === 'odd body' && random.isChance(0.4) ? oddType(random) : random.pick(types);
  const key: Record<string, string> = random.isChance(0.2) ? { 'idempotency-key': `key-${random.integer(1, 40)}` } : {};
  return {
    ...(payload === undefined ? {} : { 'content-type': type }),
    ...(operation.method === 'GET' ? {} : key),
    ...(random.isChance(0.9) ? await ifMatch(world, operation, params) : {}),
    ...(kind === 'odd headers' ? oddHeaders(random) : {}),
  };
}

function queryOf(operation: Operation, query: { readonly text: string } | undefined): string {
  return query?.text ?? EXAMPLE_QUERIES[operation.id] ?? '';
}

function isDescribed(operation: Operation, text: string): boolean {
  const parsed = parsedJson(text);
  return parsed !== undefined && isBodyDescribed(operation, parsed.value);
}

function withUnknownId(params: Readonly<Record<string, string>>, random: Random): Readonly<Record<string, string>> {
  const names = Object.keys(params);
  return names.length === 0 ? params : { ...params, [random.pick(names)]: random.pick(UNKNOWN_IDS) };
}
