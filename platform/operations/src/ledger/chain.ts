import type { Sha256 } from '../ports/operations-ports.ts';
import type { Json, LedgerEntry, LedgerRecord } from './record.ts';

/** What the first record follows. */
export const CHAIN_START = '0'.repeat(64);

/** The record that follows `last` in the chain: hash = SHA-256(canonical JSON of entry, seq and previous). */
export function sealEntry(entry: LedgerEntry, last: LedgerRecord | undefined, sha256: Sha256): LedgerRecord {
  const sealed = { ...entry, seq: (last?.seq ?? 0) + 1, previous: last?.hash ?? CHAIN_START };
  return { ...sealed, hash: sha256(canonicalJson(sealed)) };
}

export interface ChainBreak {
  readonly seq: number;
  /** One sentence. */
  readonly found: string;
}

/**
 * The first place where records were edited, removed, added or reordered; undefined when all is as it was written.
 * A cut at the end shows only against `expectedLast`, a hash kept elsewhere.
 */
export function findChainBreak(
  records: readonly LedgerRecord[],
  sha256: Sha256,
  expectedLast?: string,
): ChainBreak | undefined {
  let previous = CHAIN_START;
  for (const [index, record] of records.entries()) {
    const found = faultOf(record, index + 1, previous, sha256);
    if (found !== undefined) return { seq: index + 1, found };
    previous = record.hash;
  }
  if (expectedLast === undefined || previous === expectedLast) return undefined;
  return { seq: records.length, found: `The last record is ${previous}, but ${expectedLast} was written last.` };
}

/** JSON with the keys of every object in order, so that equal content gives equal text. Undefined members are left out. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value as Json) ?? 'null';
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}

function faultOf(record: LedgerRecord, seq: number, previous: string, sha256: Sha256): string | undefined {
  if (record.seq !== seq) return `Record ${seq} is missing: ${record.seq} stands in its place.`;
  if (record.previous !== previous) return `Record ${seq} does not follow the one before it.`;
  const { hash, ...rest } = record;
  return sha256(canonicalJson(rest)) === hash ? undefined : `Record ${seq} was changed after it was written.`;
}
