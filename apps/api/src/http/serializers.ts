import { SerializerSelector } from '@fastify/fast-json-stringify-compiler';
import type { FastifySerializerCompiler } from 'fastify/types/schema.js';

type Serialize = (data: unknown) => string;

const compile = SerializerSelector()({}, {});
const serializers = new WeakMap<object, Serialize>();

/** Gives what writes a route's answers; its code is made with the first answer, and once for a schema that many routes share. */
export const serializerFor: FastifySerializerCompiler<object> = (route) => (data) => {
  const known = serializers.get(route.schema);
  if (known) return known(data);
  const made: Serialize = compile({ ...route, httpStatus: route.httpStatus ?? 'default' });
  serializers.set(route.schema, made);
  return made(data);
};
