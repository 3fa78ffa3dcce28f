import { Problem } from '@shared-payments/contract';
import { type TSchema, Type } from 'typebox';
import type { AnyRoute } from './route.ts';

const IdempotencyKey = Type.String({
  maxLength: 255,
  description:
    '1 to 255 visible ASCII characters, such as a UUID. Send the same key with a repeated request, and it happens once: the first answer comes again.',
});

const IfMatch = Type.String({
  maxLength: 64,
  description:
    'The ETag of the version you changed, such as "3". Without it 428, when somebody was quicker 409 with `currentVersion`.',
});

const problem = {
  description: 'What is wrong, and what to do',
  content: { 'application/problem+json': { schema: Problem } },
};

const notModified = { description: 'It is as it was under the ETag in If-None-Match', type: 'null' };

/** The route as Fastify validates it and as the OpenAPI document shows it. */
export function describeRoute(route: AnyRoute): Record<string, unknown> {
  const { params, query, body } = route.schemas;
  return {
    operationId: route.operationId,
    summary: route.summary,
    tags: [route.tag],
    security: route.access === 'public' ? [] : [{ session: [] }],
    'x-access': route.access,
    'x-rate-class': route.rate,
    'x-needs-version': route.needsVersion === true,
    ...(params && { params }),
    ...(query && { querystring: query }),
    ...(body && { body }),
    ...(route.bodyTypes && { body: rawBody(route.bodyTypes) }),
    ...(route.method !== 'GET' && { headers: headersOf(route) }),
    response: {
      [route.status ?? 200]: goodAnswer(route),
      ...(isConditional(route) && { 304: notModified }),
      '4xx': problem,
      '5xx': problem,
    },
  };
}

function headersOf(route: AnyRoute): TSchema {
  return Type.Object({
    'idempotency-key': Type.Optional(IdempotencyKey),
    ...(route.needsVersion && { 'if-match': Type.Optional(IfMatch) }),
  });
}

function rawBody(types: readonly string[]): object {
  const content = types.map((type) => [type, { schema: Type.Unsafe<Uint8Array>({ description: 'The file itself.' }) }]);
  return { content: Object.fromEntries(content) };
}

function goodAnswer(route: AnyRoute): unknown {
  const description = route.summary;
  if (route.answerType) {
    const content = [route.answerType].flat().map((type) => [type, { schema: fileSchema(type) }]);
    return { description, content: Object.fromEntries(content) };
  }
  if (!route.schemas.answer) return { description, type: 'null' };
  return { description, content: { 'application/json': { schema: route.schemas.answer } } };
}

/** A file that is JSON is described as any JSON: its readers know its format by the file. */
function fileSchema(type: string): TSchema {
  return type.endsWith('json') ? Type.Unknown() : Type.String({ format: 'binary' });
}

function isConditional(route: AnyRoute): boolean {
  return route.caching === 'group' || route.caching === 'member' || route.caching === 'content';
}
