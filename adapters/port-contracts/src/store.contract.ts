import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { AppError } from '@shared-payments/domain';
import {
  type Collection,
  type CommandInfo,
  chainHash,
  type Draft,
  defineCollection,
  GENESIS_HASH,
  type Partition,
  type Store,
} from '@shared-payments/usecases';

interface Note {
  readonly id: string;
  readonly version: number;
  readonly text: string;
  readonly tags: readonly string[];
}

const notes: Collection<Note> = defineCollection<Note>('notes', {
  keys: (note) => note.tags.map((tag) => ['byTag', `${tag}|${note.id}`] as const),
  globalKeys: (note) => [['byText', note.text]],
});

export interface StoreUnderTest {
  readonly store: Store;
  /** Closes and opens again on the same data; undefined where nothing outlives the process. */
  readonly reopen?: () => Promise<Store>;
}

const KEEP = { key: 'key-1', fingerprint: 'one' };

function info(partition: Partition, more: Partial<CommandInfo> = {}): CommandInfo {
  return { partition, verb: 'notes/write', actor: 'user-1', requestId: 'request-1', at: 1_700_000_000_000, ...more };
}

function put(
  id: string,
  text: string,
  version = 1,
  tags: readonly string[] = ['a'],
): Draft<{ id: string; text: string }> {
  const document: Note = { id, version, text, tags };
  return { writes: [{ collection: notes, id, version, document }], answer: { id, text } };
}

async function append(store: Store, partition: Partition, id: string): Promise<number> {
  const outcome = await store.transact(info(partition), async (reader) => {
    const current = await reader.get(notes, partition, id);
    return put(id, `${current?.text ?? ''}x`, (current?.version ?? 0) + 1);
  });
  return outcome.seq;
}

const codeOf = (code: string) => (error: unknown) => error instanceof AppError && error.code === code;

/** What every store must do; each adapter runs it. `open` gives a fresh, empty store. */
export function storeContract(name: string, isDurable: boolean, open: () => Promise<StoreUnderTest>): void {
  describe(`store contract: ${name}`, () => {
    let store: Store;
    let reopen: StoreUnderTest['reopen'];
    before(async () => ({ store, reopen } = await open()));
    after(() => store.close());

    it('gives back a document as it was committed, only from its own partition', async () => {
      await store.transact(info('group:1'), async () => put('n1', 'hello'));
      assert.deepEqual(await store.get(notes, 'group:1', 'n1'), { id: 'n1', version: 1, text: 'hello', tags: ['a'] });
      assert.equal(await store.get(notes, 'group:2', 'n1'), undefined);
    });

    it('numbers the commits of a partition from 1 without a gap, also when 50 come at once', async () => {
      assert.equal(await store.head('group:count'), 0);
      const seqs = await Promise.all(Array.from({ length: 50 }, () => append(store, 'group:count', 'n')));
      assert.deepEqual(
        seqs.toSorted((a, b) => a - b),
        Array.from({ length: 50 }, (_, index) => index + 1),
      );
      assert.equal((await store.get(notes, 'group:count', 'n'))?.text, 'x'.repeat(50));
      assert.equal(await store.head('group:count'), 50);
    });

    it('commits nothing for a command that throws, and the others that came with it go through', async () => {
      const refused = new AppError('forbidden', 'no');
      const results = await Promise.allSettled([
        append(store, 'group:mixed', 'a'),
        store.transact(info('group:mixed'), async () => Promise.reject(refused)),
        append(store, 'group:mixed', 'b'),
      ]);
      assert.deepEqual(
        results.map((result) => result.status),
        ['fulfilled', 'rejected', 'fulfilled'],
      );
      assert.equal(results[1]?.status === 'rejected' && results[1].reason, refused);
      assert.equal(await store.head('group:mixed'), 2);
    });

    it('refuses a write whose version is out of step, and writes nothing of that command', async () => {
      await append(store, 'group:step', 'n');
      const write = store.transact(info('group:step'), async () => {
        const fresh = put('other', 'new');
        return { ...fresh, writes: [...fresh.writes, ...put('n', 'late', 3).writes] };
      });
      const beside = append(store, 'group:step', 'beside');
      await assert.rejects(write, codeOf('conflict'));
      await beside;
      assert.equal(await store.get(notes, 'group:step', 'other'), undefined);
      assert.equal((await store.get(notes, 'group:step', 'n'))?.text, 'x');
      assert.equal(await store.head('group:step'), 2);
    });

    it('commits nothing when a command writes nothing', async () => {
      const outcome = await store.transact(info('group:none'), async () => ({ writes: [], answer: 'same' }));
      assert.deepEqual(outcome, { answer: 'same', seq: 0, isReplay: false });
      assert.equal(await store.head('group:none'), 0);
    });

    it('answers 50 parallel commands with one key once, and the others with the first answer', async () => {
      let runs = 0;
      const send = () =>
        store.transact(info('group:once', { idempotency: KEEP }), async () => {
          runs += 1;
          return put(`n${runs}`, 'once');
        });
      const outcomes = await Promise.all(Array.from({ length: 50 }, send));
      assert.equal(new Set(outcomes.map((outcome) => JSON.stringify(outcome.answer))).size, 1);
      assert.equal(outcomes.filter((outcome) => !outcome.isReplay).length, 1);
      assert.equal(await store.head('group:once'), 1);
    });

    it('refuses the same key with another request, and takes it in another partition', async () => {
      const other = { key: KEEP.key, fingerprint: 'two' };
      await assert.rejects(
        store.transact(info('group:once', { idempotency: other }), async () => put('n9', 'twice')),
        codeOf('idempotency_key_reused'),
      );
      const elsewhere = await store.transact(info('group:once-more', { idempotency: other }), async () =>
        put('n9', 'ok'),
      );
      assert.equal(elsewhere.isReplay, false);
    });

    it('does not keep the key of a command that was refused', async () => {
      const request = info('group:again', { idempotency: KEEP });
      await assert.rejects(
        store.transact(request, async () => Promise.reject(new AppError('invalid_input', 'no'))),
        codeOf('invalid_input'),
      );
      assert.equal((await store.transact(request, async () => put('n', 'now'))).isReplay, false);
    });

    it('lists by key in order, in both directions, between exclusive bounds and by prefix', async () => {
      for (const id of ['1', '2', '3', '4']) {
        await store.transact(info('group:list'), async () =>
          put(id, `list-${id}`, 1, id === '4' ? ['b'] : ['a', 'all']),
        );
      }
      const ids = async (range: object) =>
        (await store.list(notes, 'group:list', { index: 'byTag', limit: 10, ...range })).map(
          (found) => found.document.id,
        );
      assert.deepEqual(await ids({ prefix: 'a|' }), ['1', '2', '3']);
      assert.deepEqual(await ids({ prefix: 'a|', isDescending: true }), ['3', '2', '1']);
      assert.deepEqual(await ids({ prefix: 'a|', after: 'a|1' }), ['2', '3']);
      assert.deepEqual(await ids({ prefix: 'a|', before: 'a|3', isDescending: true }), ['2', '1']);
      assert.deepEqual(await ids({ prefix: 'a|', after: 'a|1', before: 'a|3' }), ['2']);
      assert.deepEqual(await ids({ prefix: 'all|', limit: 2 }), ['1', '2']);
      assert.deepEqual(await ids({ prefix: 'a|', after: 'b' }), []);
      assert.deepEqual(await ids({}), ['1', '2', '3', '1', '2', '3', '4']);
    });

    it('moves a document to its new keys and takes a removed one out of every list', async () => {
      const partition = 'group:keys';
      await store.transact(info(partition), async () => put('n', 'before', 1, ['old', 'kept']));
      await store.transact(info(partition), async () => put('n', 'after', 2, ['kept', 'new']));
      const has = async (tag: string) =>
        (await store.list(notes, partition, { index: 'byTag', prefix: `${tag}|`, limit: 5 })).length;
      assert.deepEqual([await has('old'), await has('kept'), await has('new')], [0, 1, 1]);
      const global = async (text: string) =>
        (await store.find(notes, { index: 'byText', prefix: text, limit: 5 })).length;
      assert.deepEqual([await global('before'), await global('after')], [0, 1]);
      await store.transact(info(partition), async () => ({
        writes: [{ collection: notes, id: 'n', version: 3, document: null }],
        answer: null,
      }));
      assert.deepEqual([await has('kept'), await global('after')], [0, 0]);
      assert.equal(await store.get(notes, partition, 'n'), undefined);
    });

    it('chains the commits of a partition, so that each hash covers all before it', async () => {
      const raw = await store.readRaw('group:count', 0, 100);
      assert.equal(raw.length, 50);
      let previous = GENESIS_HASH;
      for (const commit of raw) {
        assert.equal(commit.previous, previous);
        assert.equal(commit.hash, chainHash(previous, commit.bodyText));
        previous = commit.hash;
      }
    });

    it('tells of each change which commit it replaces', async () => {
      const [first, second] = await store.readPartition('group:keys', { limit: 2 });
      assert.equal(first?.changes[0]?.replaces, null);
      assert.equal(second?.changes[0]?.replaces, 1);
      const [latest] = await store.readPartition('group:keys', { limit: 1, isDescending: true });
      assert.deepEqual([latest?.seq, latest?.changes[0]?.document], [3, null]);
      assert.equal(await store.seqOf(notes, 'group:list', '3'), 3);
      assert.equal(await store.seqOf(notes, 'group:keys', 'n'), 0);
    });

    it('hands the log to a reader in pieces, each commit once and each partition in order', async () => {
      const seen = new Map<string, number>();
      let position = '';
      for (;;) {
        const page = await store.readLog(position, 7);
        for (const { commit } of page) {
          assert.equal(commit.seq, (seen.get(commit.partition) ?? 0) + 1);
          seen.set(commit.partition, commit.seq);
        }
        const last = page.at(-1);
        if (!last) break;
        position = last.position;
      }
      for (const [partition, seq] of seen) assert.equal(await store.head(partition as Partition), seq);
      assert.deepEqual(await store.partitions('', 100), [...seen.keys()].sort());
    });

    it('lists every document of a partition as it is stored', async () => {
      const stored = await store.documentsOf('group:list');
      assert.deepEqual(stored.map(({ document }) => document.id).sort(), ['1', '2', '3', '4']);
      assert.ok(stored.every(({ collection }) => collection === 'notes'));
    });

    if (!isDurable) return;
    it('keeps documents, chains and idempotency answers when it is closed and opened again', async () => {
      store = (await reopen?.()) ?? assert.fail('a durable store can be opened again');
      assert.equal((await store.get(notes, 'group:count', 'n'))?.text, 'x'.repeat(50));
      const again = await store.transact(info('group:once', { idempotency: KEEP }), async () => put('n99', 'never'));
      assert.equal(again.isReplay, true);
      assert.deepEqual(again.answer, { id: 'n1', text: 'once' });
      assert.equal(await append(store, 'group:count', 'n'), 51);
    });
  });
}
