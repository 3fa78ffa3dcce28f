import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Metrics } from './metrics.ts';

const SLOW_MS = 250;

/**
 * Counts every answer; writes one line for each write, failure and slow answer (quick good reads are only counted).
 * Lines carry the route's pattern and ids of ours: no address, name, amount or text of anybody.
 */
export function addObservation(app: FastifyInstance, metrics: Metrics): void {
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    const elapsedMs = reply.elapsedTime;
    metrics.observe(request.method, route, reply.statusCode, elapsedMs / 1000);
    const isQuietRead = request.method === 'GET' && reply.statusCode < 500 && elapsedMs < SLOW_MS;
    if (!isQuietRead) request.log.info(lineOf(request, reply, route, elapsedMs), 'request answered');
    done();
  });
}

function lineOf(request: FastifyRequest, reply: FastifyReply, route: string, elapsedMs: number) {
  return {
    requestId: request.id,
    method: request.method,
    route,
    status: reply.statusCode,
    durationMs: Math.round(elapsedMs * 10) / 10,
    userId: request.signedIn?.userId,
  };
}
