import assert from 'node:assert/strict';
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { createHash, randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import {
  findChainBreak,
  type Lease,
  type LedgerRecord,
  OperationsError,
  storesContract,
} from '@shared-payments/operations';
import { warningAboutLedger } from './check-ledger.ts';
import { openStores, type Stores } from './open-stores.ts';

const CONTENDERS = 20;
const KILLS = 8;
const contender = join(import.meta.dirname, 'testing/contender.ts');
const folder = mkdtempSync(join(tmpdir(), 'shared-payments-operations-'));
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const opened: Stores[] = [];
let directories = 0;

function freshDirectory(): string {
  directories += 1;
  return join(folder, String(directories));
}

function open(directory: string): Stores {
  const stores = openStores(directory);
  opened.push(stores);
  return stores;
}

after(() => {
  for (const stores of opened) stores.close();
  rmSync(folder, { recursive: true });
});

/** Lets a process record until it is killed; gives the last line it said before. */
async function recordUntilKilled(directory: string, afterMs: number): Promise<{ seq: number; hash: string }> {
  const child = spawn(process.execPath, [contender, 'record', directory, 'ana@one'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (piece: Buffer) => {
    said += piece.toString();
  });
  await once(child.stdout, 'data');
  await wait(afterMs);
  child.kill('SIGKILL');
  await once(child, 'close');
  const [seq, hash] = (said.split('\n').slice(0, -1).at(-1) ?? '').split(' ');
  return { seq: Number(seq), hash: hash ?? '' };
}

describe('stores contract: one machine', () => {
  for (const contractCase of storesContract) {
    it(contractCase.title, async () => {
      const directory = freshDirectory();
      await contractCase.run({ ...open(directory), reopen: async () => open(directory) });
    });
  }
});

describe('stores of one machine', () => {
  it(`lets one of ${CONTENDERS} processes have the lock and refuses the others with its owner and age`, async () => {
    const directory = freshDirectory();
    const children = Array.from({ length: CONTENDERS }, (_, index) =>
      fork(contender, ['lock', directory, `owner-${index}@one`]),
    );
    const said = (child: ChildProcess) => once(child, 'message').then(([message]) => message);
    await Promise.all(children.map(said));
    const answers = Promise.all(children.map(said));
    for (const child of children) child.send('go');
    const results = (await answers) as { token?: number; code?: string; owner?: string; ageMs?: number }[];
    for (const child of children) child.send('leave');
    assert.equal(results.filter((one) => one.code === undefined && one.token === 1).length, 1);
    const refused = results.filter((one) => one.code === 'lock_held');
    assert.equal(refused.length, CONTENDERS - 1);
    const winner = `owner-${results.findIndex((one) => one.code === undefined)}@one`;
    for (const one of refused) {
      assert.equal(one.owner, winner);
      assert.ok((one.ageMs ?? -1) >= 0);
    }
  });

  it('has a free lock as soon as the process that took it was killed, and not before', async () => {
    const directory = freshDirectory();
    const child = fork(contender, ['lock', directory, 'ana@one']);
    await once(child, 'message');
    child.send('go');
    await once(child, 'message');
    const { lock } = open(directory);
    const before = await lock.read();
    child.kill('SIGKILL');
    await once(child, 'exit');
    const after = await lock.read();
    assert.deepEqual([before?.isReleased, after?.isReleased, after?.token], [false, true, before?.token]);
    assert.equal(
      await lock.swap(before, { ...(before as Lease), owner: 'ben@one' }),
      false,
      'what was read is no more',
    );
    assert.equal(await lock.swap(after, { ...(after as Lease), token: 2, isReleased: false }), true);
    assert.equal((await lock.read())?.isReleased, false);
  });

  it(`keeps every record that was acknowledged, and a whole chain, through ${KILLS} times kill -9`, async () => {
    const directory = freshDirectory();
    for (let kill = 0; kill < KILLS; kill += 1) {
      const told = await recordUntilKilled(directory, randomInt(5, 60));
      const records = await open(directory).ledger.read(1);
      assert.equal(records[told.seq - 1]?.hash, told.hash);
      assert.ok(records.length <= told.seq + 1, 'at most the one record whose acknowledgement was cut');
      assert.equal(findChainBreak(records, sha256), undefined);
    }
  });

  it('drops a record of which only a part reached the disk, and goes on after the one before', async () => {
    const directory = freshDirectory();
    const { seq } = await recordUntilKilled(directory, 50);
    const log = join(directory, 'operations.db-wal');
    truncateSync(log, statSync(log).size - 5_000);
    const { ledger } = open(directory);
    const records = await ledger.read(1);
    assert.ok(records.length >= seq - 1, 'no more than the torn one is gone');
    assert.equal(findChainBreak(records, sha256), undefined);
    await ledger.append({ ...(records.at(-1) as LedgerRecord), seq: records.length + 1 });
  });

  it('refuses to change or remove what is in the ledger, and tells when somebody did', async () => {
    const directory = freshDirectory();
    await recordUntilKilled(directory, 5);
    const { ledger } = open(directory);
    assert.equal(await warningAboutLedger(ledger, sha256), undefined);
    const file = new DatabaseSync(join(directory, 'operations.db'));
    assert.throws(() => file.exec("UPDATE ledger SET record = '{}'"), /append-only/);
    assert.throws(() => file.exec('DELETE FROM ledger'), /append-only/);
    file.exec(`DROP TRIGGER ledger_keeps_what_is;
      UPDATE ledger SET record = json_set(record, '$.actor', 'somebody else') WHERE seq = 1`);
    file.close();
    assert.match((await warningAboutLedger(ledger, sha256)) ?? '', /Record 1 was changed after it was written/);
  });

  it('says what is wrong with a file it cannot use', () => {
    const directory = freshDirectory();
    mkdirSync(directory);
    writeFileSync(join(directory, 'operations.db'), 'no database '.repeat(100));
    assert.throws(
      () => open(directory),
      (error: unknown) =>
        error instanceof OperationsError && error.code === 'driver_unavailable' && /operations\.db/.test(error.message),
    );
  });
});
