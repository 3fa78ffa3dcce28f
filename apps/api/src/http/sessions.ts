import { AppError } from '@shared-payments/domain';
import type { Authenticator } from '@shared-payments/usecases';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { SECURITY_HEADERS } from './security-headers.ts';

/** First of all hooks: constant headers, and who asks. A request without credentials waits for nothing. */
export function addSessions(
  app: FastifyInstance,
  authenticator: Authenticator,
  allowedOrigins: readonly string[],
): void {
  app.decorateRequest('signedIn', undefined);
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(SECURITY_HEADERS).header('x-request-id', request.id);
    const { cookie, authorization } = request.headers;
    if (!cookie && !authorization) return done();
    if (cookie && request.method !== 'GET' && isForeign(request, allowedOrigins)) return done(foreignOrigin());
    const found = authenticator.authenticate({ cookie, authorization });
    if (!(found instanceof Promise)) {
      request.signedIn = found;
      return done();
    }
    found.then((signedIn) => {
      request.signedIn = signedIn;
      done();
    }, done);
  });
}

/** A browser says in Origin whose page sends: a write with our cookie must come from a page of ours. */
function isForeign(request: FastifyRequest, allowedOrigins: readonly string[]): boolean {
  const { origin } = request.headers;
  if (origin === undefined || allowedOrigins.includes(origin)) return false;
  return URL.parse(origin)?.host !== request.host;
}

function foreignOrigin(): AppError {
  return new AppError('forbidden', 'This page may not act for you here: open the product itself.');
}
