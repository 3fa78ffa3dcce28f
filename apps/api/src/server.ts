import { createServer as createHttpServer, type Server } from 'node:http';
import cors from '@fastify/cors';
import rateLimit from '@fastify/rate-limit';
import { AppError } from '@shared-payments/domain';
import type { SignedIn } from '@shared-payments/usecases';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { addApiDescription } from './http/api-description.ts';
import { answerFromCache } from './http/cached-answers.ts';
import { addErrorHandling, sendRouterProblem } from './http/error-handling.ts';
import { createGroupCache } from './http/group-cache.ts';
import type { Metrics } from './http/metrics.ts';
import { addObservation } from './http/observation.ts';
import { addRawBodies, addRawJson } from './http/raw-bodies.ts';
import { type RouteNeeds, registerRoutes } from './http/register-route.ts';
import { requestId } from './http/request-id.ts';
import type { AnyRoute } from './http/route.ts';
import { serializerFor } from './http/serializers.ts';
import { addSessions } from './http/sessions.ts';
import { validatorFor } from './http/validators.ts';

declare module 'fastify' {
  interface FastifyRequest {
    signedIn: SignedIn | undefined;
  }
}

export interface ServerNeeds extends Omit<RouteNeeds, 'cache'> {
  readonly routes: readonly AnyRoute[];
  readonly logger: FastifyBaseLogger;
  readonly metrics: Metrics;
  /** Origins of browsers' pages that may call the API with a session; none besides its own by default. */
  readonly allowedOrigins: readonly string[];
  /** True behind a load balancer that sets X-Forwarded-For. */
  readonly isBehindProxy: boolean;
}

const BODY_LIMIT_BYTES = 256 * 1024;
const REQUEST_TIMEOUT_MS = 30_000;
// Longer than a load balancer keeps idle connections, so that it is never this side that closes under a request.
const KEEP_ALIVE_TIMEOUT_MS = 75_000;
const PATH_PARAMETER_MAX = 200;

/** The HTTP application, ready for `inject` or to be served. Nothing listens yet. */
export async function createServer(needs: ServerNeeds): Promise<FastifyInstance> {
  const cache = createGroupCache();
  const { identity, metrics, services } = needs;
  const fromCache = answerFromCache({ cache, authenticator: identity, store: services.store, metrics });
  const app = Fastify({
    serverFactory: (handler) =>
      createHttpServer(
        { requestTimeout: REQUEST_TIMEOUT_MS, keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS },
        (request, response) => fromCache(request, response) || handler(request, response),
      ),
    loggerInstance: needs.logger,
    logController: new LogController({ disableRequestLogging: true }),
    // Lines carry the request id themselves; a child logger for each request costs as much as the cached answer.
    childLoggerFactory: (logger) => logger,
    genReqId: requestId,
    bodyLimit: BODY_LIMIT_BYTES,
    trustProxy: needs.isBehindProxy,
    frameworkErrors: sendRouterProblem,
    routerOptions: { maxParamLength: PATH_PARAMETER_MAX },
    forceCloseConnections: 'idle',
  });
  app.addHook('onClose', () => closeServer(app.server));
  app.setValidatorCompiler(validatorFor);
  app.setSerializerCompiler(serializerFor);
  addRawBodies(app);
  addSessions(app, needs.identity, needs.allowedOrigins);
  addObservation(app, needs.metrics);
  addErrorHandling(app);
  if (needs.allowedOrigins.length > 0) {
    await app.register(cors, { origin: [...needs.allowedOrigins], credentials: true, strictPreflight: true });
  }
  await app.register(rateLimit, {
    global: false,
    // Told when it matters, with Retry-After; three headers on every answer would cost more than the answer.
    addHeaders: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false },
    addHeadersOnExceeding: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false },
    keyGenerator: (request) => request.signedIn?.userId ?? request.ip,
    errorResponseBuilder: (_request, { after }) =>
      new AppError('rate_limited', `Too many requests: try again in ${after}.`),
  });
  await addApiDescription(app);
  const isRawJson = ({ bodyTypes }: AnyRoute) => bodyTypes?.includes('application/json') === true;
  const rawJson = needs.routes.filter(isRawJson);
  const others = needs.routes.filter((route) => !isRawJson(route));
  await app.register(async (scope) => registerRoutes(scope, others, { ...needs, cache }));
  await app.register(async (scope) => {
    addRawJson(scope);
    registerRoutes(scope, rawJson, { ...needs, cache });
  });
  return app;
}

/** The framework leaves a server that it did not start alone, so this ends it: with it, idle connections. */
async function closeServer(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  await closed;
}
