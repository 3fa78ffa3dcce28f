import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { type CommandInfo, type Draft, defineCollection, type Partition, type Reader } from '@shared-payments/usecases';
import { createSqliteStore } from './store.ts';

interface Sum {
  readonly id: string;
  readonly version: number;
  readonly total: number;
}

const sums = defineCollection<Sum>('sums', { keys: (sum) => [['byTotal', String(sum.total).padStart(4, '0')]] });
const partition: Partition = 'group:g';
const info: CommandInfo = { partition, verb: 'sums/add', actor: 'ana', requestId: 'r', at: 0 };
const AT_ONCE = 40;

const add =
  (id = 'sum') =>
  async (reader: Reader): Promise<Draft<number>> => {
    const { version = 0, total = 0 } = (await reader.get(sums, partition, id)) ?? {};
    const document = { id, version: version + 1, total: total + 1 };
    return { writes: [{ collection: sums, id, version: document.version, document }], answer: document.total };
  };
const remove =
  (id = 'sum') =>
  async (reader: Reader): Promise<Draft<null>> => {
    const version = ((await reader.get(sums, partition, id))?.version ?? 0) + 1;
    return { writes: [{ collection: sums, id, version, document: null }], answer: null };
  };
const totals = async (reader: Reader) =>
  (await reader.list(sums, partition, { index: 'byTotal', limit: 10 })).map(({ document }) => document.total);

const folder = mkdtempSync(join(tmpdir(), 'shared-payments-together-'));
after(() => rmSync(folder, { recursive: true }));
let files = 0;
const freshPath = () => {
  files += 1;
  return join(folder, `${files}.db`);
};

describe('commands that share a transaction', () => {
  it('record each its own state of a document that is written once', async () => {
    const store = createSqliteStore(freshPath());
    await Promise.all(Array.from({ length: AT_ONCE }, () => store.transact(info, add())));
    const commits = await store.readPartition(partition, { limit: AT_ONCE + 1 });
    const recorded = commits.map(({ changes }) =>
      changes.map(({ version, document, replaces }) => [version, document, replaces]),
    );
    const expected = Array.from({ length: AT_ONCE }, (_, index) => [
      [index + 1, { id: 'sum', version: index + 1, total: index + 1 }, index === 0 ? null : index],
    ]);
    assert.deepEqual(recorded, expected);
    assert.deepEqual(await store.documentsOf(partition), [
      { collection: 'sums', document: { id: 'sum', version: AT_ONCE, total: AT_ONCE } },
    ]);
    assert.equal(await store.seqOf(sums, partition, 'sum'), AT_ONCE);
    await store.close();
  });

  it('list what the ones before them have updated', async () => {
    const store = createSqliteStore(freshPath());
    await store.transact(info, add());
    const seen: (readonly number[])[] = [];
    const look = async (reader: Reader) => {
      seen.push(await totals(reader));
      return { writes: [], answer: null };
    };
    const commands = [add(), look, add(), add('other'), look, add(), remove(), look, add(), look];
    await Promise.all(commands.map((command) => store.transact<unknown>(info, command)));
    assert.deepEqual(seen, [[2], [1, 3], [1], [1, 1]]);
    assert.deepEqual(await totals(store), [1, 1]);
    await store.close();
  });

  it('keep nothing of one that is refused, before or after it was half written', async () => {
    const store = createSqliteStore(freshPath());
    await store.transact(info, add());
    const halfWritten = async (reader: Reader) => {
      const { writes } = await add()(reader);
      return {
        writes: [
          ...writes,
          { collection: sums, id: 'late', version: 5, document: { id: 'late', version: 5, total: 5 } },
        ],
        answer: null,
      };
    };
    const refused = async () => Promise.reject(new Error('no'));
    const commands = [add(), refused, add(), halfWritten, add()];
    const results = await Promise.allSettled(commands.map((command) => store.transact<unknown>(info, command)));
    assert.deepEqual(
      results.map(({ status }) => status),
      ['fulfilled', 'rejected', 'fulfilled', 'rejected', 'fulfilled'],
    );
    assert.deepEqual(await totals(store), [4]);
    assert.equal(await store.head(partition), 4);
    await store.close();
  });

  it('refuse a first version of what is there already, and leave it as it was', async () => {
    const store = createSqliteStore(freshPath());
    await store.transact(info, add());
    const document = { id: 'sum', version: 1, total: 900 };
    const again = store.transact(info, async () => ({
      writes: [{ collection: sums, id: 'sum', version: 1, document }],
      answer: null,
    }));
    await assert.rejects(again, { code: 'conflict' });
    assert.deepEqual(await totals(store), [1]);
    await store.close();
  });

  it('lose nothing beside another process that writes the same document', async () => {
    const path = freshPath();
    const [one, other] = [createSqliteStore(path), createSqliteStore(path)];
    for (let turn = 1; turn <= 6; turn += 1) {
      const { answer } = await (turn % 2 === 0 ? one : other).transact(info, add());
      assert.equal(answer, turn);
    }
    const both = Array.from({ length: AT_ONCE }, (_, index) => (index % 2 === 0 ? one : other).transact(info, add()));
    const answers = (await Promise.all(both)).map(({ answer }) => answer);
    assert.deepEqual(
      answers.toSorted((a, b) => a - b),
      Array.from({ length: AT_ONCE }, (_, index) => index + 7),
    );
    assert.deepEqual(await totals(one), [AT_ONCE + 6]);
    assert.equal(await other.head(partition), AT_ONCE + 6);
    await one.close();
    await other.close();
  });
});
