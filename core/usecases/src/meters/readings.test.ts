import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addReading } from './add-reading.ts';
import { correctReading } from './correct-reading.ts';
import { getConsumption } from './get-consumption.ts';
import { listReadings } from './list-readings.ts';
import { meterOf } from './meter.ts';
import { removeReading } from './remove-reading.ts';
import { replaceMeter } from './replace-meter.ts';
import { retireMeter } from './retire-meter.ts';
import { reviewReading } from './review-reading.ts';
import { type MeteredFlat, openFlat } from './testing/metered-flat.ts';
import { updateMeter } from './update-meter.ts';

const TODAY = '2026-11-20';

async function flatWithMeter() {
  const flat = await openFlat(TODAY);
  const meter = await flat.meter();
  await flat.read(meter.id, '2026-01-01', 100);
  await flat.read(meter.id, '2026-02-01', 110);
  return { flat, meter };
}

const readingsOf = async ({ services, as, group }: MeteredFlat, meterId: string) =>
  (await listReadings(services, as(), group.id, meterId, { limit: 100 })).readings;

describe('readings', () => {
  it('are written down once, however often the same one comes', async () => {
    const { flat, meter } = await flatWithMeter();
    const first = await flat.read(meter.id, '2026-03-01', 120, { source: 'import' });
    const again = await flat.read(meter.id, '2026-03-01', 120, { source: 'import' });
    assert.deepEqual(again, first);
    assert.equal((await readingsOf(flat, meter.id)).length, 3);
    await assert.rejects(flat.read(meter.id, '2026-03-01', 121), { code: 'conflict' });
  });

  it('lower than before are refused with the numbers, and kept for a review when confirmed or imported', async () => {
    const { flat, meter } = await flatWithMeter();
    await assert.rejects(flat.read(meter.id, '2026-03-01', 90), (error: { code: string; data: object }) => {
      assert.equal(error.code, 'reading_implausible');
      const [reason] = (error.data as { reasons: readonly Record<string, unknown>[] }).reasons;
      assert.deepEqual(
        [reason?.reason, reason?.previousMilli, reason?.differenceMilli],
        ['lower_than_previous', 110_000, -20_000],
      );
      return true;
    });
    const confirmed = await flat.read(meter.id, '2026-03-01', 90, { isConfirmed: true });
    assert.equal(confirmed.needsReview, true);
    assert.equal((await flat.read(meter.id, '2026-04-01', 80, { source: 'import' })).needsReview, true);
  });

  it('that wait for a review count for nothing, and never count while the counter would run backwards', async () => {
    const { flat, meter } = await flatWithMeter();
    const { services, as, group } = flat;
    const waiting = await flat.read(meter.id, '2026-03-01', 90, { isConfirmed: true });
    const { months, pendingReadingIds } = await getConsumption(services, as(), group.id, meter.id, {
      from: '2026-01',
      through: '2026-03',
    });
    assert.deepEqual(pendingReadingIds, [waiting.id]);
    assert.deepEqual(
      months.map(({ month, isEstimate }) => [month, isEstimate]),
      [
        ['2026-01', false],
        ['2026-02', true],
        ['2026-03', true],
      ],
    );
    await assert.rejects(reviewReading(services, as(1), group.id, meter.id, waiting.id), {
      code: 'reading_implausible',
    });
  });

  it('out of the ordinary count once the primary payer accepted them, and nobody else can', async () => {
    const { flat, meter } = await flatWithMeter();
    const { services, as, group } = flat;
    await flat.read(meter.id, '2026-03-01', 120);
    await flat.read(meter.id, '2026-04-01', 130);
    await assert.rejects(flat.read(meter.id, '2026-05-01', 190), { code: 'reading_implausible' });
    const waiting = await flat.read(meter.id, '2026-05-01', 190, { isConfirmed: true });
    await assert.rejects(reviewReading(services, as(1, { userId: 'marko' }), group.id, meter.id, waiting.id), {
      code: 'not_found',
    });
    const accepted = await reviewReading(services, as(1), group.id, meter.id, waiting.id);
    assert.deepEqual([accepted.needsReview, accepted.reasons.length, accepted.version], [false, 1, 2]);
    await assert.rejects(reviewReading(services, as(2), group.id, meter.id, waiting.id), { code: 'state_not_allowed' });
    const { months } = await getConsumption(services, as(), group.id, meter.id, {
      from: '2026-04',
      through: '2026-04',
    });
    assert.deepEqual([months[0]?.consumptionMilli, months[0]?.anomaly?.medianMilli], [60_000, 10_000]);
  });

  it('are corrected by whoever saw the current version, and checked as if new', async () => {
    const { flat, meter } = await flatWithMeter();
    const { services, as, group } = flat;
    const march = await flat.read(meter.id, '2026-03-01', 120);
    const correct = (ifVersion: number | undefined, units: number) =>
      correctReading(services, as(ifVersion), group.id, meter.id, march.id, { valueMilli: units * 1000 });
    await assert.rejects(correct(undefined, 121), { code: 'precondition_required' });
    await assert.rejects(correct(1, 90), { code: 'reading_implausible' });
    const results = await Promise.allSettled([correct(1, 121), correct(1, 122)]);
    assert.deepEqual(results.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected']);
    assert.equal((await readingsOf(flat, meter.id))[0]?.version, 2);
  });

  it('may be written down again after they were moved or taken out, and are due again', async () => {
    const flat = await openFlat(TODAY);
    const { services, as, group } = flat;
    const meter = await flat.meter({ readingEveryMonths: 1, readingDay: 30 });
    assert.equal(meter.nextReadingOn, '2026-11-30');
    const reading = await flat.read(meter.id, TODAY, 100);
    const nextOf = async () => (await meterOf(services.store, group.id, meter.id)).nextReadingOn;
    assert.equal(await nextOf(), '2026-12-30');
    const moved = { date: '2026-11-19' };
    const corrected = await correctReading(services, as(1), group.id, meter.id, reading.id, moved);
    assert.equal(await nextOf(), '2026-11-30', 'eleven days early is too early');
    await correctReading(services, as(corrected.version), group.id, meter.id, reading.id, { date: TODAY });
    assert.equal(await nextOf(), '2026-12-30');
    await removeReading(services, as(3), group.id, meter.id, reading.id);
    assert.equal(await nextOf(), '2026-11-30');
    await flat.read(meter.id, TODAY, 101, { source: 'estimate' });
    assert.equal(await nextOf(), '2026-11-30', 'a guess is no reading');
    await flat.read(meter.id, TODAY, 100);
    assert.equal(await nextOf(), '2026-12-30');
  });

  it('are refused after a meter was retired, and taken up to that day', async () => {
    const { flat, meter } = await flatWithMeter();
    const { services, as, group } = flat;
    const retired = await retireMeter(services, as(meter.version), group.id, meter.id, { on: '2026-03-15' });
    await flat.read(meter.id, '2026-03-10', 112);
    await assert.rejects(flat.read(meter.id, '2026-04-01', 115), { code: 'state_not_allowed' });
    const twice = retireMeter(services, as(retired.version), group.id, meter.id, { on: '2026-04-15' });
    await assert.rejects(twice, { code: 'state_not_allowed' });
  });

  it('go on with the new device after a swap, which is recorded once', async () => {
    const { flat, meter } = await flatWithMeter();
    const { services, as, group } = flat;
    const swap = { date: '2026-02-15', registers: [{ register: 'total', finalMilli: 115_000, initialMilli: 0 }] };
    const swapped = await replaceMeter(services, as(meter.version), group.id, meter.id, {
      ...swap,
      serialNumber: 'B2',
    });
    assert.equal(swapped.serialNumber, 'B2');
    await assert.rejects(replaceMeter(services, as(swapped.version), group.id, meter.id, swap), { code: 'conflict' });
    await flat.read(meter.id, '2026-03-01', 6);
    const { months } = await getConsumption(services, as(), group.id, meter.id, {
      from: '2026-02',
      through: '2026-02',
    });
    assert.deepEqual([months[0]?.consumptionMilli, months[0]?.isEstimate], [11_000, false]);
  });

  it('of every register are wanted at a swap', async () => {
    const flat = await openFlat(TODAY);
    const registers = [
      { id: 'day', name: 'Day' },
      { id: 'night', name: 'Night' },
    ];
    const meter = await flat.meter({ resource: 'electricity', unit: 'kWh', registers });
    const swap = { date: '2026-02-15', registers: [{ register: 'day', finalMilli: 5, initialMilli: 0 }] };
    await assert.rejects(replaceMeter(flat.services, flat.as(1), flat.group.id, meter.id, swap), {
      code: 'invalid_input',
    });
    await assert.rejects(flat.read(meter.id, '2026-01-01', 1, { register: 'peak' }), { code: 'invalid_input' });
  });

  it('may roll over once the meter is known to', async () => {
    const { flat, meter } = await flatWithMeter();
    const { services, as, group } = flat;
    await flat.read(meter.id, '2026-03-01', 99_998, { isConfirmed: true });
    const high = (await readingsOf(flat, meter.id))[0];
    assert.equal(high?.needsReview, false, 'two intervals are too few to say what is usual');
    await assert.rejects(flat.read(meter.id, '2026-04-01', 5), { code: 'reading_implausible' });
    await updateMeter(services, as(meter.version), group.id, meter.id, { isRolloverAllowed: true });
    await flat.read(meter.id, '2026-04-01', 5);
    const { months } = await getConsumption(services, as(), group.id, meter.id, {
      from: '2026-03',
      through: '2026-03',
    });
    assert.equal(months[0]?.consumptionMilli, 7000);
  });

  it('happen once for one Idempotency-Key, and the key is refused for another reading', async () => {
    const { flat, meter } = await flatWithMeter();
    const { services, as, group } = flat;
    const once = as(undefined, { idempotencyKey: 'key-1' });
    const write = (valueMilli: number) =>
      addReading(services, once, group.id, meter.id, { date: '2026-03-01', valueMilli });
    const written = await Promise.all(Array.from({ length: 20 }, () => write(118_000)));
    assert.equal(new Set(written.map(({ id }) => id)).size, 1);
    await assert.rejects(write(119_000), { code: 'idempotency_key_reused' });
  });
});
