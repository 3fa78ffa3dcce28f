import type { Partition, Store } from '@shared-payments/usecases';
import { type MemoryPartition, parse, type StoredCommit } from './partition.ts';

type Log = Pick<Store, 'head' | 'readLog' | 'readPartition' | 'readRaw' | 'partitions' | 'documentsOf'>;

export function createMemoryLog(
  partitions: ReadonlyMap<Partition, MemoryPartition>,
  log: readonly StoredCommit[],
): Log {
  const commitsOf = (partition: Partition) => partitions.get(partition)?.commits ?? [];
  return {
    head: (partition) => commitsOf(partition).length,
    readLog: async (after, limit) => {
      const start = after === '' ? 0 : Number(after);
      return log
        .slice(start, start + limit)
        .map(({ commit }, index) => ({ position: String(start + index + 1), commit }));
    },
    readPartition: async (partition, { after = 0, before = Number.MAX_SAFE_INTEGER, limit, isDescending }) => {
      const inside = commitsOf(partition)
        .map(({ commit }) => commit)
        .filter(({ seq }) => seq > after && seq < before);
      return (isDescending === true ? inside.toReversed() : inside).slice(0, limit);
    },
    readRaw: async (partition, afterSeq, limit) =>
      commitsOf(partition)
        .slice(afterSeq, afterSeq + limit)
        .map(({ commit, bodyText }) => ({
          partition,
          seq: commit.seq,
          bodyText,
          previous: commit.previous,
          hash: commit.hash,
        })),
    partitions: async (after, limit) =>
      [...partitions.keys()]
        .filter((partition) => partition > after)
        .sort()
        .slice(0, limit),
    documentsOf: async (partition) =>
      [...(partitions.get(partition)?.rows.values() ?? [])].map((row) => ({
        collection: row.collection.name,
        document: parse(row),
      })),
  };
}
