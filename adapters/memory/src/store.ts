import { AppError } from '@shared-payments/domain';
import {
  type Change,
  type CommandInfo,
  chainHash,
  type Draft,
  decodeCommit,
  encodeCommitBody,
  GENESIS_HASH,
  type Outcome,
  type Partition,
  type Reader,
  type Store,
  type Write,
} from '@shared-payments/usecases';
import { createMemoryLog } from './log.ts';
import { inRange, keepWrite, type MemoryPartition, parse, rowKey, type StoredCommit } from './partition.ts';

/** A working store in memory for tests and trials: everything is gone with the process. */
export function createMemoryStore(): Store {
  const partitions = new Map<Partition, MemoryPartition>();
  const log: StoredCommit[] = [];
  const reader = readerOf(partitions);
  let last: Promise<unknown> = Promise.resolve();

  const run = async <A>(info: CommandInfo, command: (reader: Reader) => Promise<Draft<A>>): Promise<Outcome<A>> => {
    const held: MemoryPartition = partitions.get(info.partition) ?? { commits: [], rows: new Map() };
    const replayed = replay<A>(held, info);
    if (replayed) return replayed;
    const draft = await command(reader);
    if (draft.writes.length === 0) return { answer: draft.answer, seq: held.commits.length, isReplay: false };
    const seq = held.commits.length + 1;
    const changes = draft.writes.map((write) => changeOf(held, write));
    const { partition, at, actor, requestId, verb } = info;
    const answer = info.idempotency ? draft.answer : null;
    const bodyText = encodeCommitBody({
      partition,
      seq,
      at,
      actor,
      requestId,
      verb,
      idempotency: info.idempotency ?? null,
      answer,
      changes,
    });
    const previous = held.commits.at(-1)?.commit.hash ?? GENESIS_HASH;
    const stored = { bodyText, commit: decodeCommit(bodyText, previous, chainHash(previous, bodyText)) };
    for (const write of draft.writes) keepWrite(held.rows, write, seq);
    held.commits.push(stored);
    log.push(stored);
    partitions.set(partition, held);
    return { answer: draft.answer, seq, isReplay: false };
  };

  return {
    ...reader,
    ...createMemoryLog(partitions, log),
    seqOf: async (collection, partition, id) =>
      partitions.get(partition)?.rows.get(rowKey(collection.name, id))?.seq ?? 0,
    // One after the other: the newest state is then simply the state.
    transact: (info, command) => {
      const mine = last.then(() => run(info, command));
      last = mine.catch(() => undefined);
      return mine;
    },
    close: async () => void (await last),
  };
}

function readerOf(partitions: ReadonlyMap<Partition, MemoryPartition>): Reader {
  return {
    get: async (collection, partition, id) => {
      const row = partitions.get(partition)?.rows.get(rowKey(collection.name, id));
      return (row && parse(row)) as never;
    },
    list: async (collection, partition, range) =>
      inRange(partitions.get(partition)?.rows.values() ?? [], collection, collection.keys, range),
    find: async (collection, range) => {
      const rows = [...partitions.values()].flatMap((held) => [...held.rows.values()]);
      return inRange(rows, collection, collection.globalKeys, range);
    },
  };
}

function replay<A>(held: MemoryPartition, info: CommandInfo): Outcome<A> | undefined {
  if (!info.idempotency) return undefined;
  const { key, fingerprint } = info.idempotency;
  const found = held.commits.find(({ commit }) => commit.idempotency?.key === key)?.commit;
  if (!found) return undefined;
  if (found.idempotency?.fingerprint !== fingerprint) {
    throw new AppError(
      'idempotency_key_reused',
      'This Idempotency-Key was used for another request: send a new key, or the first request again.',
    );
  }
  return { answer: found.answer as A, seq: found.seq, isReplay: true };
}

function changeOf(held: MemoryPartition, { collection, id, version, document }: Write): Change {
  const before = held.rows.get(rowKey(collection.name, id));
  if ((before?.version ?? 0) + 1 !== version) {
    throw new AppError('conflict', 'Somebody changed this in the meantime: load it again.', { id, version });
  }
  return { collection: collection.name, id, version, document, replaces: before?.seq ?? null };
}
