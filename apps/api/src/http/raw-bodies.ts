import { AppError } from '@shared-payments/domain';
import type { FastifyInstance, FastifyRequest } from 'fastify';

const RAW_TYPES = [
  'image/jpeg',
  'image/png',
  'image/webp',
  'application/pdf',
  'application/octet-stream',
  'text/csv',
  'text/plain',
  // What a mail program posts to end mails: nothing in it is read.
  'application/x-www-form-urlencoded',
  'multipart/form-data',
];

/** Files come as they are, one to a request; each route limits their size. */
export function addRawBodies(app: FastifyInstance): void {
  app.addContentTypeParser(RAW_TYPES, { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
}

/** In a scope of its own: a body whose signature covers its very bytes is not read before it is checked. */
export function addRawJson(app: FastifyInstance): void {
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
}

/** Errors: `invalid_input` when no file came. */
export function bytesOf(request: FastifyRequest): Uint8Array {
  if (request.body instanceof Uint8Array && request.body.length > 0) return request.body;
  throw new AppError('invalid_input', 'Send the file itself as the body, with its media type as Content-Type.');
}
