import { createHmac } from 'node:crypto';
import { createIdentity } from '@shared-payments/adapter-better-auth';
import { createMemoryAuthenticator, createMemoryFiles, createMemoryStore } from '@shared-payments/adapter-memory';
import { createPdfDocuments } from '@shared-payments/adapter-pdf';
import { createMemoryBook, createSandboxGateway, type SandboxGateway } from '@shared-payments/adapter-sandbox-gateway';
import { createTexts } from '@shared-payments/adapter-texts';
import type { Identity, Services, Store } from '@shared-payments/usecases';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import pino from 'pino';
import { v7 } from 'uuid';
import { createMetrics } from '../http/metrics.ts';
import { DEFAULT_RATE_LIMITS, type RateLimits } from '../http/rate-limits.ts';
import { routes } from '../routes/routes.ts';
import { createServer } from '../server.ts';

export interface ApiUnderTest {
  readonly app: FastifyInstance;
  readonly services: Services;
  readonly gateway: SandboxGateway;
  /** Asks as `userId`, or as nobody when it is ''. */
  ask(userId: string, method: string, url: string, body?: unknown, headers?: Record<string, string>): Promise<Asked>;
  close(): Promise<void>;
}

export interface Asked {
  readonly status: number;
  // Tests say what they expect of it; the fuzzer checks every body against the documented schema.
  // biome-ignore lint/suspicious/noExplicitAny: the shape differs by route.
  readonly body: any;
  readonly headers: LightMyRequestResponse['headers'];
  readonly text: string;
}

/** The real identity; besides its cookies, `Authorization: Bearer <userId>` signs in anybody without a password. */
function testIdentity(services: Services): Identity {
  const bearer = createMemoryAuthenticator();
  const real = createIdentity(services.store, {
    secret: 'a secret of the tests, long enough to be one',
    publicUrl: 'http://localhost:3000',
    newId: v7,
    now: services.now,
    sendPasswordReset: async () => undefined,
  });
  const authenticate: Identity['authenticate'] = (credentials) =>
    (credentials.authorization === undefined ? real : bearer).authenticate(credentials);
  return { ...real, authenticate };
}

/** Signs the events of the sandbox gateway. */
export const GATEWAY_SECRET = 'what the sandbox signs with';

const PLENTY: RateLimits = { read: 1e6, write: 1e6, auth: 1e6, bulk: 1e6, gateway: 1e6 };

/** The whole API over a memory store and sessions without passwords; `userId` is the bearer's own word. */
export async function startApi(
  more: {
    readonly store?: Store;
    readonly areLimitsReal?: boolean;
    readonly logTo?: NodeJS.WritableStream;
    readonly now?: () => number;
    /** What the composition root adds before the server is ready. */
    readonly prepare?: (app: FastifyInstance) => unknown;
  } = {},
): Promise<ApiUnderTest> {
  const now = more.now ?? Date.now;
  const gateway = createSandboxGateway({ book: createMemoryBook(), secret: GATEWAY_SECRET, now });
  const services: Services = {
    store: more.store ?? createMemoryStore(),
    files: createMemoryFiles(),
    now,
    gateway,
    documents: createPdfDocuments(),
    texts: createTexts(),
    publicUrl: 'http://localhost:3000',
    newId: v7,
    sign: (text) => createHmac('sha256', 'a secret of the tests').update(text).digest('base64url'),
  };
  const app = await createServer({
    services,
    identity: testIdentity(services),
    release: 'test',
    rateLimits: more.areLimitsReal ? DEFAULT_RATE_LIMITS : PLENTY,
    routes,
    logger: more.logTo ? pino({}, more.logTo) : pino({ level: 'silent' }),
    metrics: createMetrics('test'),
    allowedOrigins: [],
    isBehindProxy: false,
  });
  await more.prepare?.(app);
  await app.ready();
  return {
    app,
    services,
    gateway,
    async ask(userId, method, url, body, headers = {}) {
      const response = await app.inject({
        method: method as NonNullable<InjectOptions['method']>,
        url,
        headers: { ...(userId ? { authorization: `Bearer ${userId}` } : {}), ...headers },
        ...(body === undefined ? {} : { payload: body as object }),
      });
      const isJson = String(response.headers['content-type'] ?? '').includes('json');
      return {
        status: response.statusCode,
        body: isJson && response.body ? response.json() : undefined,
        headers: response.headers,
        text: response.body,
      };
    },
    async close() {
      await app.close();
      await services.store.close();
    },
  };
}
