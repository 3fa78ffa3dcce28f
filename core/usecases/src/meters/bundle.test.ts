import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createMemoryFiles, createMemoryStore } from '@shared-payments/adapter-memory';
import { examineStore } from '../doctor/examine-store.ts';
import { exportBundle } from '../exchange/export-bundle.ts';
import { importBundle } from '../exchange/import-bundle.ts';
import { groupPartition } from '../groups/rights.ts';
import type { Services } from '../ports/services.ts';
import { chargeMeters } from './charge-meters.ts';
import { correctCharges } from './correct-charges.ts';
import { correctReading } from './correct-reading.ts';
import { replaceMeter } from './replace-meter.ts';
import { daysOf, openFlat, pricedMeter } from './testing/metered-flat.ts';

const METERED = new Set(['meters', 'readings', 'meter-charges']);

/** Everything of meters that a store holds, without the versions that count a server's edits. */
async function meteredIn({ store }: Services, groupId: string): Promise<ReadonlyMap<string, object>> {
  const documents = await store.documentsOf(groupPartition(groupId));
  const metered = documents.filter(({ collection }) => METERED.has(collection));
  return new Map(
    metered
      .map(({ collection, document }) => [`${collection} ${document.id}`, { ...document, version: 0 }] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** A flat with a swap, a reading that waits, an estimate and a reading that was corrected after its bill. */
async function usedFlat() {
  const flat = await openFlat('2026-11-20');
  const { services, as, group } = flat;
  const meter = await pricedMeter(flat, { readingEveryMonths: 1, readingDay: 1 });
  await flat.read(meter.id, '2026-01-01', 100);
  const february = await flat.read(meter.id, '2026-02-01', 110);
  const registers = [{ register: 'total', finalMilli: 118_000, initialMilli: 4000 }];
  await replaceMeter(services, as(meter.version), group.id, meter.id, { date: '2026-02-20', registers });
  await flat.read(meter.id, '2026-03-01', 7);
  await flat.read(meter.id, '2026-06-01', 1, { isConfirmed: true });
  for (const month of ['2026-01', '2026-02', '2026-03']) await flat.charge(meter.id, month);
  await correctReading(services, as(1), group.id, meter.id, february.id, { valueMilli: 112_000 });
  return { flat, meter };
}

describe('a bundle', () => {
  it('carries meters, tariffs, readings and charges as they are to another server', async () => {
    const { flat } = await usedFlat();
    const { text } = await exportBundle(flat.services, flat.as(), flat.group.id);
    const elsewhere: Services = { ...flat.services, store: createMemoryStore(), files: createMemoryFiles() };
    const group = await importBundle(elsewhere, { userId: 'eva', requestId: 'test' }, { text });
    const [here, there] = [await meteredIn(flat.services, group.id), await meteredIn(elsewhere, group.id)];
    assert.ok(here.size >= 1 + 6 + 3, String(here.size));
    assert.deepEqual(there, here);
    assert.deepEqual((await examineStore(elsewhere.store)).findings, []);
    const again = await exportBundle(elsewhere, { userId: 'eva', requestId: 'test' }, group.id);
    assert.equal(again.text, text);
  });

  it('lets the other server go on: billed months stay billed, and corrections are offered there', async () => {
    const { flat, meter } = await usedFlat();
    const { text } = await exportBundle(flat.services, flat.as(), flat.group.id);
    const elsewhere: Services = { ...flat.services, store: createMemoryStore(), files: createMemoryFiles() };
    const eva = { userId: 'eva', requestId: 'test' };
    const group = await importBundle(elsewhere, eva, { text });
    const terms = { ...daysOf('2026-01'), payers: [{ memberId: flat.ana }] };
    await assert.rejects(chargeMeters(elsewhere, eva, group.id, meter.id, terms), { code: 'state_not_allowed' });
    const ask = { isDryRun: true };
    const [here, there] = [
      await correctCharges(flat.services, flat.as(), group.id, meter.id, ask),
      await correctCharges(elsewhere, eva, group.id, meter.id, ask),
    ];
    assert.ok(here.trueUps.length > 0);
    assert.deepEqual(there, here);
  });
});
