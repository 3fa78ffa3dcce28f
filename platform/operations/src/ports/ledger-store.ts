import type { LedgerRecord } from '../ledger/record.ts';

/** Where the operations ledger is kept: append-only, durable before `append` returns. The chain itself is pure code. */
export interface LedgerStore {
  /** Throws `ledger_conflict` unless `record.seq` is exactly one above the last. */
  append(record: LedgerRecord): Promise<void>;
  /** From `fromSeq` (1 is the first) upwards. */
  read(fromSeq: number): Promise<readonly LedgerRecord[]>;
  last(): Promise<LedgerRecord | undefined>;
}
