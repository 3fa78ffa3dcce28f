import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createDiskFiles, secretIn, signer } from '@shared-payments/adapter-disk';
import { createFolderMailer, createSmtpMailer } from '@shared-payments/adapter-smtp';
import { createSqliteCoordination, createSqliteStore } from '@shared-payments/adapter-sqlite';
import { createTexts } from '@shared-payments/adapter-texts';
import type { Services } from '@shared-payments/usecases';
import pino from 'pino';
import { v7 } from 'uuid';
import { readConfig, readInvocations } from './config.ts';
import { tellingFigures } from './invocations/business-figures.ts';
import { withSecretSettings } from './invocations/secret-settings.ts';
import { noSuchJob, refuseToServe, serveInvocations } from './invocations/serve-invocations.ts';
import { businessJob } from './jobs/business.ts';
import { cleanupJob } from './jobs/cleanup.ts';
import { outboxJob } from './jobs/outbox.ts';
import { pushesJob } from './jobs/pushes.ts';
import { readingsDueJob } from './jobs/readings-due.ts';
import { recurringBillsJob } from './jobs/recurring-bills.ts';
import { remindersJob } from './jobs/reminders.ts';
import { webhooksJob } from './jobs/webhooks.ts';
import { createScheduler } from './scheduler.ts';
import { createGuardedSender } from './webhooks/guarded-sender.ts';
import { paymentJobsFrom } from './wiring/gateway.ts';
import { pushSenderFrom } from './wiring/push.ts';
import { readFromSecretsManager } from './wiring/secrets.ts';

const config = readConfig(await withSecretSettings(process.env, readFromSecretsManager));
mkdirSync(config.DATA_DIR, { recursive: true });
const log = pino({ level: config.LOG_LEVEL, name: 'jobs' });

const path = join(config.DATA_DIR, 'shared-payments.db');
const store = createSqliteStore(path);
const coordination = createSqliteCoordination(path);
const mail = { from: config.MAIL_FROM, domain: new URL(config.PUBLIC_URL).hostname };
const mailer =
  config.SMTP_URL === undefined
    ? createFolderMailer({ folder: join(config.DATA_DIR, 'outbox'), ...mail })
    : createSmtpMailer({ url: config.SMTP_URL, ...mail });
const services: Services = {
  store,
  files: createDiskFiles(join(config.DATA_DIR, 'files')),
  now: Date.now,
  newId: v7,
  sign: signer(config.SIGNING_SECRET ?? secretIn(config.DATA_DIR, config.AUTH_SECRET)),
};
const texts = createTexts();
const payments = await paymentJobsFrom(config, services);
const carrier = createGuardedSender({ allowsLoopback: config.WEBHOOKS_TO_LOOPBACK });
const webhooks = webhooksJob(services, carrier);
const jobs = [
  recurringBillsJob(services),
  readingsDueJob(services),
  remindersJob(services, coordination),
  outboxJob({ services, positions: coordination, mailer, texts, publicUrl: config.PUBLIC_URL }),
  pushesJob({ services, positions: coordination, texts, pushSender: pushSenderFrom(config, carrier) }),
  webhooks,
  cleanupJob(services),
  businessJob(services, coordination),
  ...payments.jobs,
];
const work = { leases: coordination, holder: v7(), now: Date.now, newId: v7, log };
const scheduler = createScheduler(jobs, work);

const stopping = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stopping.abort());
if (process.channel) process.once('disconnect', () => stopping.abort());
const invocations = readInvocations(process.env);
if (invocations) {
  const job = jobs.find(({ name }) => name === invocations.job);
  const figures = {
    positions: coordination,
    now: Date.now,
    write: (line: string) => console.log(line),
    ...invocations,
  };
  if (job)
    await serveInvocations(tellingFigures(job, figures), { ...work, ...invocations }, () => stopping.signal.aborted);
  else await refuseToServe(invocations.runtimeApi, noSuchJob(invocations.job, jobs));
}
while (!invocations && !stopping.signal.aborted) {
  await scheduler.tick();
  await wait(config.JOBS_TICK_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
}
await webhooks.close();
mailer.close();
payments.close();
coordination.close();
await store.close();
// An open channel to a parent would keep the process alive.
if (process.connected) process.disconnect();
