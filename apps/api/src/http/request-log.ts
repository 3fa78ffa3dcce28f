import type { FastifyInstance } from 'fastify';

const SLOW_MS = 250;

/**
 * One line for each write, failure and slow answer; quick good reads are counted by the metrics and not written.
 * Lines carry the route's pattern and ids of ours: no address, name, amount or text of anybody.
 */
export function addRequestLog(app: FastifyInstance): void {
  app.addHook('onResponse', (request, reply, done) => {
    const isQuietRead = request.method === 'GET' && reply.statusCode < 500 && reply.elapsedTime < SLOW_MS;
    if (!isQuietRead) {
      const line = {
        requestId: request.id,
        method: request.method,
        route: request.routeOptions.url ?? 'unknown',
        status: reply.statusCode,
        durationMs: Math.round(reply.elapsedTime * 10) / 10,
        userId: request.signedIn?.userId,
      };
      request.log.info(line, 'request answered');
    }
    done();
  });
}
