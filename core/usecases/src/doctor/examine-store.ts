import type { Store } from '../ports/store.ts';
import { examinePartition, type Finding } from './examine-partition.ts';
import { createLedgerRecount } from './ledger-recount.ts';
import { createPaymentRecount } from './payment-recount.ts';
import { createStatementRecount } from './statement-recount.ts';

export interface Diagnosis {
  readonly partitionCount: number;
  readonly commitCount: number;
  /** Everything that differs; empty when the store is what its log says. */
  readonly findings: readonly Finding[];
}

const PAGE_PARTITIONS = 200;

/** Examines every partition. Reads only. `progress` hears of each one that is done. */
export async function examineStore(
  store: Store,
  progress: (done: number) => void = () => undefined,
): Promise<Diagnosis> {
  const findings: Finding[] = [];
  let [partitionCount, commitCount] = [0, 0];
  let after = '';
  for (;;) {
    const page = await store.partitions(after, PAGE_PARTITIONS);
    for (const partition of page) {
      const recounts = [createLedgerRecount(), createPaymentRecount(), createStatementRecount()];
      const examined = await examinePartition(store, partition, recounts);
      findings.push(...examined.findings);
      commitCount += examined.commitCount;
      partitionCount += 1;
      progress(partitionCount);
    }
    const last = page.at(-1);
    if (!last) return { partitionCount, commitCount, findings };
    after = last;
  }
}
