import type { FastifyInstance } from 'fastify';
import type { Metrics } from '../../http/metrics.ts';

export interface SystemState {
  readonly release: string;
  readonly startedAt: number;
  /** What is not ready yet, or not any more; empty when ready. */
  readonly notReadyBecause: () => Promise<readonly string[]>;
}

const HIDDEN = { schema: { hide: true } } as const;

/** What operators' machines ask: outside the product's API, without a session, without a word about anybody's data. */
export function registerSystemRoutes(app: FastifyInstance, state: SystemState, metrics: Metrics): void {
  app.get('/livez', HIDDEN, async (_request, reply) =>
    reply.header('cache-control', 'no-store').send({ status: 'alive' }),
  );
  app.get('/readyz', HIDDEN, async (_request, reply) => {
    const reasons = await state.notReadyBecause();
    const status = reasons.length === 0 ? 'ready' : 'not ready';
    return reply
      .code(reasons.length === 0 ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ status, reasons });
  });
  app.get('/version', HIDDEN, async (_request, reply) =>
    reply
      .header('cache-control', 'no-store')
      .send({ version: state.release, startedAt: state.startedAt, node: process.version }),
  );
  app.get('/metrics', HIDDEN, async (_request, reply) =>
    reply
      .header('cache-control', 'no-store')
      .type(metrics.registry.contentType)
      .send(await metrics.registry.metrics()),
  );
}
