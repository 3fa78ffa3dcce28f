import type { DatabaseSync } from 'node:sqlite';
import type { Partition } from '@shared-payments/usecases';

export interface Heads {
  head(partition: Partition): number;
  /** This process has committed: what was seen earlier in this turn no longer counts. */
  lookAgain(): void;
}

const HEADS_MAX = 20_000;

/**
 * The last seq of a partition, from memory while no process has committed since.
 * SQLite is asked once per turn of the event loop: requests of one turn were all sent before it, so none is answered stale.
 */
export function createHeads(reader: DatabaseSync): Heads {
  const dataVersion = reader.prepare('PRAGMA data_version');
  const lastSeq = reader.prepare('SELECT seq FROM commits WHERE partition = ? ORDER BY seq DESC LIMIT 1');
  const heads = new Map<Partition, number>();
  let seenVersion = -1;
  let isCheckedThisTurn = false;
  const endTurn = () => {
    isCheckedThisTurn = false;
  };
  const check = () => {
    isCheckedThisTurn = true;
    setImmediate(endTurn);
    const { data_version: version } = dataVersion.get() as { data_version: number };
    if (version === seenVersion && heads.size < HEADS_MAX) return;
    seenVersion = version;
    heads.clear();
  };
  return {
    head(partition) {
      if (!isCheckedThisTurn) check();
      const known = heads.get(partition);
      if (known !== undefined) return known;
      const seq = (lastSeq.get(partition) as { seq: number } | undefined)?.seq ?? 0;
      heads.set(partition, seq);
      return seq;
    },
    lookAgain: endTurn,
  };
}
