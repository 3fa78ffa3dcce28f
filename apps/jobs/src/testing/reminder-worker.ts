import { appendFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { createDiskFiles } from '@shared-payments/adapter-disk';
import { createSqliteCoordination, createSqliteStore } from '@shared-payments/adapter-sqlite';
import { createTexts } from '@shared-payments/adapter-texts';
import type { Mail, Services } from '@shared-payments/usecases';
import { v7 } from 'uuid';
import { outboxJob } from '../jobs/outbox.ts';
import { remindersJob } from '../jobs/reminders.ts';
import { createScheduler } from '../scheduler.ts';
import { quickClock } from './quick-clock.ts';

const texts = createTexts();

// As slow as a mail server, so that a kill mostly falls between the mails of one commit.
const SERVER_MS = 2;

// A jobs process of its own, to be killed: real store, leases and scheduler, a quick clock, and a mail server that is a file.
const [folder = '', startedAt = '', beginsAt = ''] = process.argv.slice(2);
const path = `${folder}/shared-payments.db`;
const store = createSqliteStore(path);
const coordination = createSqliteCoordination(path);
const now = quickClock(Number(startedAt), Number(beginsAt));
const services: Services = { store, files: createDiskFiles(`${folder}/files`), now, newId: v7, sign: (text) => text };
const holder = String(process.pid);
const mailer = {
  send: async ({ id, to, subject, text }: Mail) => {
    await wait(SERVER_MS);
    appendFileSync(`${folder}/mails`, `${JSON.stringify({ id, to, subject, text, holder })}\n`);
  },
  close: () => undefined,
};
const log = { info: () => undefined, error: (fields: object) => console.error(fields) };
const jobs = [
  remindersJob(services, coordination),
  outboxJob({ services, positions: coordination, mailer, texts, publicUrl: 'http://localhost:3000' }),
];
const scheduler = createScheduler(jobs, { leases: coordination, holder, now, newId: v7, log });
const TICK_MS = 20;
const LIFE_MAX_MS = 60_000;
while (Date.now() - Number(startedAt) < LIFE_MAX_MS) {
  await scheduler.tick();
  await wait(TICK_MS);
}
