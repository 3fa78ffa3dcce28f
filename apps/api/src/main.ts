import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createIdentity } from '@shared-payments/adapter-better-auth';
import { createDiskFiles, secretIn, signer } from '@shared-payments/adapter-disk';
import { createPdfDocuments } from '@shared-payments/adapter-pdf';
import { createFolderMailer, createSmtpMailer } from '@shared-payments/adapter-smtp';
import { createSqliteCoordination, createSqliteStore } from '@shared-payments/adapter-sqlite';
import { createTexts } from '@shared-payments/adapter-texts';
import { languageOf, type Services, withMoneyWatch } from '@shared-payments/usecases';
import pino from 'pino';
import { mailSettings, publicUrl, readConfig } from './config.ts';
import { createBusinessMetrics } from './http/business-metrics.ts';
import { createMetrics } from './http/metrics.ts';
import { DEFAULT_RATE_LIMITS, scaledLimits } from './http/rate-limits.ts';
import { addWebApp } from './http/web-app.ts';
import { passwordResetMail } from './mails/password-reset-mail.ts';
import { createNewId } from './new-id.ts';
import { notReadyBecause } from './readiness.ts';
import { routes } from './routes/routes.ts';
import { registerSystemRoutes } from './routes/system/system-routes.ts';
import { createServer } from './server.ts';
import { serve } from './serving/serve.ts';
import { gatewayFrom } from './wiring/gateway.ts';
import { pushPublicKeyFrom } from './wiring/push.ts';

// Longer than any request may take, shorter than what stops a process by force.
const GRACE_MS = 25_000;
// A client's request may be on its way when the drain begins.
const IDLE_GRACE_MS = 700;

const config = readConfig(process.env);
mkdirSync(config.DATA_DIR, { recursive: true });

const secret = secretIn(config.DATA_DIR, config.AUTH_SECRET);
const path = join(config.DATA_DIR, 'shared-payments.db');
const store = withMoneyWatch(createSqliteStore(path));
const positions = createSqliteCoordination(path);
const newId = createNewId();
const files = createDiskFiles(join(config.DATA_DIR, 'files'));
const mails = mailSettings(config);
const mailer =
  config.SMTP_URL === undefined
    ? createFolderMailer({ folder: join(config.DATA_DIR, 'outbox'), ...mails })
    : createSmtpMailer({ url: config.SMTP_URL, ...mails });
const texts = createTexts();
const identity = createIdentity(store, {
  secret,
  publicUrl: publicUrl(config),
  newId,
  now: Date.now,
  sendPasswordReset: async ({ userId, ...to }) => {
    const language = await languageOf(store, userId);
    await mailer.send(passwordResetMail(texts, { ...to, language, publicUrl: publicUrl(config) }));
  },
});
const { gateway, close: closeGateway } = await gatewayFrom(config);
const services: Services = {
  store,
  files,
  now: Date.now,
  newId,
  sign: signer(config.SIGNING_SECRET ?? secret),
  signedElsewhere: [config.SIGNING_SECRET_PREVIOUS, config.SIGNING_SECRET_NEXT]
    .filter((one) => one !== undefined)
    .map(signer),
  texts,
  publicUrl: publicUrl(config),
  pushPublicKey: pushPublicKeyFrom(config),
  documents: createPdfDocuments(
    config.DOCUMENT_FONT_FILE === undefined ? {} : { furtherFontFile: config.DOCUMENT_FONT_FILE },
  ),
  ...(gateway && { gateway }),
  allowsLoopbackWebhooks: config.WEBHOOKS_TO_LOOPBACK,
};
const metrics = createMetrics(config.RELEASE, store.moneyInvariants);
const app = await createServer({
  services,
  identity,
  routes,
  metrics,
  release: config.RELEASE,
  rateLimits: scaledLimits(DEFAULT_RATE_LIMITS, config.RATE_LIMIT_SCALE),
  // Written while requests go on: a line at a time in between would cost each write a call to the system.
  logger: pino({ level: config.LOG_LEVEL }, pino.destination({ sync: false })),
  allowedOrigins: config.ALLOWED_ORIGINS.split(',').filter(Boolean),
  isBehindProxy: config.BEHIND_PROXY,
});
registerSystemRoutes(
  app,
  { release: config.RELEASE, startedAt: Date.now(), notReadyBecause: () => notReadyBecause(store) },
  {
    ofProcess: metrics,
    ofBusiness: createBusinessMetrics(positions, Date.now),
    ...(config.METRICS_TOKEN !== undefined && { token: config.METRICS_TOKEN }),
  },
);
await addWebApp(
  app,
  resolve(config.WEB_DIR ?? join(import.meta.dirname, '../../web/dist')),
  config.KEPT_WEB_DIR && resolve(config.KEPT_WEB_DIR),
);
await app.ready();
const { ended } = await serve(app.server, process, {
  from: config.LISTEN === 'channel' ? 'channel' : { port: config.PORT, host: config.HOST },
  graceMs: GRACE_MS,
  idleGraceMs: IDLE_GRACE_MS,
});
await ended;
await app.close();
mailer.close();
closeGateway();
positions.close();
await store.close();
if (process.connected) process.disconnect();
