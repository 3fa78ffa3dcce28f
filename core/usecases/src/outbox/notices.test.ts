import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { correctCharges } from '../meters/correct-charges.ts';
import { correctReading } from '../meters/correct-reading.ts';
import { openFlat, pricedMeter } from '../meters/testing/metered-flat.ts';
import { noticesOf } from './notices.ts';

const COMMITS = 100;

describe('what a commit tells', () => {
  it('is a new bill also where a bill corrects what a meter was charged', async () => {
    const flat = await openFlat('2026-11-20');
    const { services, as, group, ana } = flat;
    const meter = await pricedMeter(flat);
    await flat.read(meter.id, '2026-01-01', 100);
    const february = await flat.read(meter.id, '2026-02-01', 110);
    const charged = await flat.charge(meter.id, '2026-01');
    await correctReading(services, as(1), group.id, meter.id, february.id, { valueMilli: 107_000 });
    const corrected = await correctCharges(services, as(), group.id, meter.id, { payers: [{ memberId: ana }] });
    const log = await services.store.readLog('', COMMITS);
    const told = log.flatMap(({ commit }) => noticesOf(commit));
    assert.deepEqual(
      told.map((notice) => [notice.kind, 'bill' in notice ? [notice.bill.id, notice.bill.totalMinor] : []]),
      [
        ['bill-added', [charged.bill?.id, 1_000]],
        ['bill-added', [corrected.bill?.id, -300]],
      ],
    );
  });
});
