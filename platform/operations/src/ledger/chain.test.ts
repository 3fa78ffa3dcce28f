import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { canonicalJson, findChainBreak, sealEntry } from './chain.ts';
import type { LedgerEntry, LedgerRecord } from './record.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

function chainOf(length: number): LedgerRecord[] {
  const records: LedgerRecord[] = [];
  for (let index = 0; index < length; index += 1) {
    const entry: LedgerEntry = {
      kind: 'deployment',
      environment: 'production',
      operationId: `operation-${index}`,
      actor: 'ana',
      reason: 'a reason',
      startedAtMs: index,
      endedAtMs: index + 1,
      outcome: 'succeeded',
      data: { version: `1.${index}.0` },
    };
    records.push(sealEntry(entry, records.at(-1), sha256));
  }
  return records;
}

describe('ledger chain', () => {
  it('finds nothing wrong with what was written', () => {
    const records = chainOf(30);
    assert.equal(findChainBreak(records, sha256, records.at(-1)?.hash), undefined);
    assert.equal(findChainBreak([], sha256), undefined);
  });

  it('finds an edit of any field of any record', () => {
    const records = chainOf(6);
    for (const [index, record] of records.entries()) {
      for (const key of Object.keys(record) as (keyof LedgerRecord)[]) {
        const value = typeof record[key] === 'number' ? record[key] + 1 : `${String(record[key])}x`;
        const edited = records.with(index, { ...record, [key]: value } as LedgerRecord);
        assert.equal(findChainBreak(edited, sha256)?.seq, index + 1, `${key} of record ${index + 1}`);
      }
    }
  });

  it('finds a record that was removed, added twice or moved', () => {
    const records = chainOf(6);
    for (let index = 0; index < 5; index += 1) {
      assert.ok(findChainBreak(records.toSpliced(index, 1), sha256), `removal of ${index + 1}`);
      const swapped = records.toSpliced(index, 2, ...records.slice(index, index + 2).reverse());
      assert.ok(findChainBreak(swapped, sha256), `swap at ${index + 1}`);
    }
  });

  it('finds a cut at the end against a hash that was kept elsewhere', () => {
    const records = chainOf(6);
    assert.match(findChainBreak(records.slice(0, 5), sha256, records[5]?.hash)?.found ?? '', /was written last/);
  });

  it('hashes equal content equally, whatever the order of its keys', () => {
    assert.equal(canonicalJson({ b: [1, { d: null, c: 'ä' }], a: undefined }), '{"b":[1,{"c":"ä","d":null}]}');
  });
});
