import { hash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { BusinessMetrics } from '../../http/business-metrics.ts';
import type { Metrics } from '../../http/metrics.ts';

export interface SystemState {
  readonly release: string;
  readonly startedAt: number;
  /** What is not ready yet, or not any more; empty when ready. */
  readonly notReadyBecause: () => Promise<readonly string[]>;
}

export interface ToldMetrics {
  readonly ofProcess: Metrics;
  /** Only for who asks on this machine or has the token. */
  readonly ofBusiness?: BusinessMetrics;
  readonly token?: string;
}

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

const HIDDEN = { schema: { hide: true } } as const;

/** What operators' machines ask: outside the product's API, without a session, without a word about anybody's data. */
export function registerSystemRoutes(app: FastifyInstance, state: SystemState, metrics: ToldMetrics): void {
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
  app.get('/metrics', HIDDEN, async (request, reply) => {
    const { ofProcess, ofBusiness, token } = metrics;
    const parts = [await ofProcess.registry.metrics()];
    if (ofBusiness && mayAskOfBusiness(request, token)) parts.push(await ofBusiness.text());
    return reply.header('cache-control', 'no-store').type(ofProcess.registry.contentType).send(parts.join('\n'));
  });
}

/** How the business does is the operator's: nobody else on the network is told. */
function mayAskOfBusiness({ ip, headers }: FastifyRequest, token: string | undefined): boolean {
  if (LOOPBACK.has(ip)) return true;
  if (token === undefined) return false;
  return timingSafeEqual(digest(headers.authorization ?? ''), digest(`Bearer ${token}`));
}

const digest = (text: string): Buffer => hash('sha256', text, 'buffer');
