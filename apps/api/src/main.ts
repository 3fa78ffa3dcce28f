import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createDiskFiles } from '@shared-payments/adapter-disk';
import { createMemoryAuthenticator } from '@shared-payments/adapter-memory';
import { createSqliteStore } from '@shared-payments/adapter-sqlite';
import type { Services } from '@shared-payments/usecases';
import pino from 'pino';
import { v7 } from 'uuid';
import { readConfig } from './config.ts';
import { createMetrics } from './http/metrics.ts';
import { DEFAULT_RATE_LIMITS, scaledLimits } from './http/rate-limits.ts';
import { routes } from './routes/routes.ts';
import { registerSystemRoutes } from './routes/system/system-routes.ts';
import { secretIn, signer } from './secrets.ts';
import { createServer } from './server.ts';

const config = readConfig(process.env);
mkdirSync(config.DATA_DIR, { recursive: true });
const metrics = createMetrics(config.RELEASE);
const services: Services = {
  store: createSqliteStore(join(config.DATA_DIR, 'shared-payments.db')),
  files: createDiskFiles(join(config.DATA_DIR, 'files')),
  now: Date.now,
  newId: v7,
  sign: signer(secretIn(config.DATA_DIR, config.AUTH_SECRET)),
};
const app = await createServer({
  services,
  authenticator: createMemoryAuthenticator(),
  release: config.RELEASE,
  rateLimits: scaledLimits(DEFAULT_RATE_LIMITS, config.RATE_LIMIT_SCALE),
  routes,
  logger: pino({ level: config.LOG_LEVEL }),
  metrics,
  allowedOrigins: config.ALLOWED_ORIGINS.split(',').filter(Boolean),
  isBehindProxy: config.BEHIND_PROXY,
});
registerSystemRoutes(app, { release: config.RELEASE, startedAt: Date.now(), notReadyBecause: async () => [] }, metrics);
await app.listen({ port: config.PORT, host: config.HOST });
