import { Ajv } from 'ajv';
import type { FastifySchemaCompiler } from 'fastify';

const shared = { useDefaults: true, allErrors: false, strict: false, ownProperties: true } as const;

// Bodies are JSON and already have types: '12' is not 12 where money is concerned. Paths and queries are text.
const bodies = new Ajv({ ...shared, coerceTypes: false });
const texts = new Ajv({ ...shared, coerceTypes: 'array' });

/** Compiles a route's schema for the part of the request it checks. */
export const validatorFor: FastifySchemaCompiler<object> = ({ schema, httpPart }) =>
  (httpPart === 'body' ? bodies : texts).compile(schema);
