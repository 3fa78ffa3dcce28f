import type { Authenticator } from '@shared-payments/usecases';
import type { FastifyInstance } from 'fastify';
import { SECURITY_HEADERS } from './security-headers.ts';

/** First of all hooks: constant headers, and who asks. A request without credentials waits for nothing. */
export function addSessions(app: FastifyInstance, authenticator: Authenticator): void {
  app.decorateRequest('signedIn', undefined);
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(SECURITY_HEADERS).header('x-request-id', request.id);
    const { cookie, authorization } = request.headers;
    if (!cookie && !authorization) return done();
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
