import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createSqliteStore } from '@shared-payments/adapter-sqlite';
import { createBill, createGroup, examineStore, reverseBill, type Services } from '@shared-payments/usecases';
import { v7 } from 'uuid';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'shared-payments-doctor-'));
after(() => rmSync(folder, { recursive: true }));

/** A small group with bills, an edit back and several currencies, in a file of its own. */
async function writeData(name: string): Promise<string> {
  const path = join(folder, `${name}.db`);
  const store = createSqliteStore(path);
  const services = { store, now: Date.now, newId: v7, sign: (text: string) => text } as unknown as Services;
  const context = { userId: 'ana', requestId: 'test' };
  const group = await createGroup(services, context, {
    name: 'Flat',
    myName: 'Ana',
    currency: 'EUR',
    timeZone: 'UTC',
    memberNames: ['Marko', 'Iva'],
  });
  const participants = group.members.map((member) => member.id);
  for (const [index, currency] of ['EUR', 'EUR', 'JPY', 'KWD'].entries()) {
    const amountMinor = 1000 + index;
    const bill = await createBill(services, context, group.id, {
      title: `Bill ${index}`,
      date: `2026-0${index + 1}-01`,
      currency,
      totalMinor: amountMinor,
      payers: [{ memberId: participants[0] ?? '', amountMinor }],
      split: { method: 'equal', participants },
    });
    if (index === 1) await reverseBill(services, { ...context, ifVersion: 1 }, group.id, bill.id);
  }
  await store.close();
  return path;
}

async function findingsAfter(name: string, damage: string): Promise<readonly string[]> {
  const path = await writeData(name);
  const database = new DatabaseSync(path);
  database.exec(damage);
  database.close();
  const store = createSqliteStore(path);
  const { findings } = await examineStore(store);
  await store.close();
  return [...new Set(findings.map(({ what }) => what))].sort();
}

describe('doctor', () => {
  it('finds nothing in data that only went through the log', async () => {
    assert.deepEqual(await findingsAfter('healthy', 'SELECT 1'), []);
  });

  it('finds a commit whose text was changed', async () => {
    const found = await findingsAfter(
      'content',
      "UPDATE commits SET body = replace(body, 'Bill 2', 'Bill X') WHERE body LIKE '%Bill 2%'",
    );
    assert.ok(found.includes('content') && found.includes('document'), found.join());
  });

  it('finds a commit that is missing', async () => {
    const found = await findingsAfter('gap', 'DELETE FROM commits WHERE seq = 3');
    assert.ok(found.includes('gap') && found.includes('chain'), found.join());
  });

  it('finds commits that changed places', async () => {
    const found = await findingsAfter(
      'order',
      'UPDATE commits SET seq = 99 WHERE seq = 2; UPDATE commits SET seq = 2 WHERE seq = 3; UPDATE commits SET seq = 3 WHERE seq = 99',
    );
    assert.ok(found.includes('chain') && found.includes('content'), found.join());
  });

  it('finds a balance that is not what the entries sum to', async () => {
    const found = await findingsAfter(
      'balance',
      'UPDATE documents SET body = replace(body, \'"balances":{"EUR"\', \'"balances":{"USD"\') WHERE collection = \'balances\'',
    );
    assert.deepEqual(found, ['balance', 'document']);
  });

  it('finds a document that is gone, and one that no commit wrote', async () => {
    assert.deepEqual(await findingsAfter('gone', "DELETE FROM documents WHERE collection = 'entries'"), ['document']);
    const extra = await findingsAfter(
      'extra',
      `INSERT INTO documents SELECT collection, partition, 'made-up', version, seq, replace(body, id, 'made-up')
       FROM documents WHERE collection = 'bills' LIMIT 1`,
    );
    assert.ok(extra.includes('document'), extra.join());
  });

  it('ends with 0 and one line when healthy, with 1 and the findings when not, with 2 where there is nothing to examine', async () => {
    const run = (dir: string) => spawnSync(process.execPath, [MAIN, '--data', dir], { encoding: 'utf8' });
    assert.equal(run(join(folder, 'nowhere')).status, 2);
    const path = await writeData('shared-payments');
    const healthy = run(folder);
    assert.deepEqual([healthy.status, healthy.stdout.split('\n').length], [0, 2], healthy.stderr);
    const database = new DatabaseSync(path);
    database.exec("UPDATE commits SET hash = 'x' WHERE seq = 2");
    database.close();
    const ill = run(folder);
    assert.equal(ill.status, 1);
    assert.match(ill.stdout, /NOT HEALTHY[\s\S]*content: commit 2[\s\S]*Try:/);
  });
});
