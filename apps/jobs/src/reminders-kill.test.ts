import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { createMemoryFiles } from '@shared-payments/adapter-memory';
import { createSqliteStore } from '@shared-payments/adapter-sqlite';
import { reminderPlans, type Services } from '@shared-payments/usecases';
import { v7 } from 'uuid';
import { makeDueGroups } from './testing/due-groups.ts';

const GROUPS = 50;
const MEMBERS = 21;
const BILLS = 10;
const REMINDERS = GROUPS * (MEMBERS - 1) * BILLS;
const MAILS = GROUPS * (MEMBERS - 1);
const BEGINS_AT = Date.parse('2026-02-20T08:00:00Z');
const WAIT_MAX_MS = 25_000;
const POLL_MS = 10;
/** Longer than every job's interval on the quick clock: what would be sent twice is sent by then. */
const AFTERMATH_MS = 3_000;

interface HandedOver {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly holder: string;
}

const folder = mkdtempSync(join(tmpdir(), 'shared-payments-reminders-'));
const workers: ChildProcess[] = [];
after(async () => {
  await Promise.all(workers.map(kill));
  rmSync(folder, { recursive: true });
});

async function kill(worker: ChildProcess): Promise<void> {
  if (worker.exitCode !== null || worker.signalCode !== null) return;
  worker.kill('SIGKILL');
  await once(worker, 'exit');
}

function startWorker(startedAt: number): void {
  const script = join(import.meta.dirname, 'testing/reminder-worker.ts');
  const times = [String(startedAt), String(BEGINS_AT)];
  workers.push(spawn(process.execPath, [script, folder, ...times], { stdio: ['ignore', 'ignore', 'inherit'] }));
}

function mails(): readonly HandedOver[] {
  const path = join(folder, 'mails');
  if (!existsSync(path)) return [];
  // A kill may cut the last line: that mail was not taken whole.
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.endsWith('}'))
    .map((line) => JSON.parse(line));
}

async function until(isSo: () => Promise<boolean> | boolean, what: string): Promise<void> {
  const end = Date.now() + WAIT_MAX_MS;
  while (!(await isSo())) {
    assert.ok(Date.now() < end, `waited too long until ${what}`);
    await wait(POLL_MS);
  }
}

/** Every bill a mail names, for its receiver. */
function remindersIn({ to, text }: HandedOver): readonly string[] {
  return [...text.matchAll(/^(Bill \d+): €1\.00, due today\.$/gm)].map(([, bill]) => `${to} ${bill}`);
}

test('10,000 due reminders go out exactly once with two schedulers, killed while reminding and while mailing', async (context) => {
  const store = createSqliteStore(join(folder, 'shared-payments.db'));
  const services: Services = {
    store,
    files: createMemoryFiles(),
    now: () => BEGINS_AT,
    newId: v7,
    sign: (text) => text,
  };
  await makeDueGroups(services, {
    groupCount: GROUPS,
    membersPerGroup: MEMBERS,
    billsPerGroup: BILLS,
    dueOn: '2026-02-20',
  });
  const startedAt = Date.now();
  startWorker(startedAt);
  startWorker(startedAt);
  const remindedGroups = async () => {
    const plans = Array.from({ length: GROUPS }, (_, index) =>
      store.get(reminderPlans, `group:G${index}`, `G${index}`),
    );
    return (await Promise.all(plans)).filter((plan) => plan?.round).length;
  };
  await until(async () => (await remindedGroups()) >= 5, 'some groups were reminded');
  await Promise.all(workers.map(kill));
  const atFirstKill = await remindedGroups();
  startWorker(startedAt);
  startWorker(startedAt);
  await until(() => mails().length > MAILS / 4, 'some mails were sent');
  const atSecondKill = mails();
  await Promise.all(workers.filter(({ pid }) => String(pid) === atSecondKill.at(-1)?.holder).map(kill));
  await until(() => new Set(mails().map(({ id }) => id)).size >= MAILS, 'all mails were sent');
  await wait(AFTERMATH_MS);
  const handedOver = mails();
  const byId = new Map(handedOver.map((mail) => [mail.id, mail]));
  const reminders = [...byId.values()].flatMap(remindersIn);
  context.diagnostic(
    `killed after ${atFirstKill} of ${GROUPS} groups and ${atSecondKill.length} of ${MAILS} mails; ${handedOver.length} handed over, ${Date.now() - startedAt} ms`,
  );
  assert.equal(reminders.length, REMINDERS);
  assert.equal(new Set(reminders).size, REMINDERS);
  // Between the mail server's answer and the note of it lies one mail: it comes again under its own Message-ID.
  assert.ok(handedOver.length - byId.size <= 1, `${handedOver.length - byId.size} mails were handed over twice`);
  assert.ok(atFirstKill < GROUPS && atSecondKill.length < MAILS, 'the kills came in the middle');
  assert.ok(new Set(handedOver.map(({ holder }) => holder)).size > 1, 'another process went on');
  await store.close();
});
