import { findChainBreak, type LedgerStore, type Sha256 } from '@shared-payments/operations';

/** Reading these takes less than a tenth of a second; a longer ledger is checked by `./ops verify` alone. */
const CHECKED_RECORDS_MAX = 2_000;

/** One sentence when the ledger is no longer what was written, undefined when it is whole. */
export async function warningAboutLedger(ledger: LedgerStore, sha256: Sha256): Promise<string | undefined> {
  const lastSeq = (await ledger.last())?.seq ?? 0;
  if (lastSeq > CHECKED_RECORDS_MAX) return undefined;
  const found = findChainBreak(await ledger.read(1), sha256)?.found;
  return found === undefined ? undefined : `The operations ledger is damaged: ${found} See \`./ops verify\`.`;
}
