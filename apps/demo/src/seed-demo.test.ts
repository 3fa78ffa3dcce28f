import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createMemoryFiles, createMemoryStore } from '@shared-payments/adapter-memory';
import {
  examineStore,
  type Group,
  getConsumption,
  getOverview,
  groupPartition,
  listBills,
  listMeters,
  listReadings,
  meterCharges,
  type Services,
} from '@shared-payments/usecases';
import { v7 } from 'uuid';
import { seedDemo } from './seed-demo.ts';

const CONTEXT = { userId: 'ana', requestId: 'test' };
const SECONDS_MAX = 5;

async function seeded(today = '2026-11-23'): Promise<{ readonly services: Services; readonly group: Group }> {
  const now = () => Date.parse(`${today}T12:00:00Z`);
  const files = createMemoryFiles();
  const services: Services = { store: createMemoryStore(), files, now, newId: v7, sign: (text) => text };
  return { services, group: await seedDemo(services, CONTEXT) };
}

async function meterNamed(services: Services, group: Group, name: string) {
  const { meters } = await listMeters(services, CONTEXT, group.id, { limit: 10 });
  const meter = meters.find((one) => one.name === name);
  const { readings } = await listReadings(services, CONTEXT, group.id, meter?.id ?? '', { limit: 500 });
  const { months } = await getConsumption(services, CONTEXT, group.id, meter?.id ?? '', {});
  return { meter, readings, months };
}

describe('the demonstration', () => {
  it('is two years of a flat whose books are in order, made within seconds', async () => {
    const begin = performance.now();
    const { services, group } = await seeded();
    assert.ok(performance.now() - begin < SECONDS_MAX * 1000);
    const overview = await getOverview(services, CONTEXT, group.id);
    assert.equal(overview.months.length, 24);
    assert.ok(overview.balances[0]?.members.every(({ amountMinor }) => Math.abs(amountMinor) < 500_000));
    const { bills } = await listBills(services, CONTEXT, group.id, { limit: 500 });
    assert.ok(bills.length >= 150, String(bills.length));
    assert.equal(bills.filter((bill) => bill.disputes.length > 0).length, 1);
    assert.deepEqual((await examineStore(services.store)).findings, []);
  });

  it('has a weekend of a burst hose that the rule found, and says why in numbers', async () => {
    const { services, group } = await seeded();
    const { readings, months } = await meterNamed(services, group, 'Water');
    const strange = readings.filter(({ reasons }) => reasons.length > 0);
    assert.equal(strange.length, 1);
    const [reason] = strange[0]?.reasons ?? [];
    assert.equal(reason?.reason, 'unusually_high');
    assert.ok(Number(reason?.per30DaysMilli) > 5 * Number(reason?.limitMilli));
    assert.equal(strange[0]?.needsReview, false);
    const marked = months.filter(({ anomaly }) => anomaly !== null).map(({ month }) => month);
    assert.deepEqual(marked, [strange[0]?.date.slice(0, 7)]);
  });

  it('has a swapped water meter and electricity by day and night, nothing of it below 0 or out of line', async () => {
    const { services, group } = await seeded();
    const water = await meterNamed(services, group, 'Water');
    assert.deepEqual(
      water.readings.filter(({ kind }) => kind !== 'regular').map(({ kind }) => kind),
      ['initial', 'final'],
    );
    const electricity = await meterNamed(services, group, 'Electricity');
    assert.ok(electricity.readings.every(({ reasons }) => reasons.length === 0));
    assert.ok(electricity.months.every(({ anomaly }) => anomaly === null));
    for (const { months } of [water, electricity]) assert.ok(months.every((month) => month.consumptionMilli > 0));
  });

  it('has a bill of every month from each meter, at old and new prices in the month they changed', async () => {
    const { services, group } = await seeded();
    const documents = await services.store.documentsOf(groupPartition(group.id));
    assert.equal(documents.filter(({ collection }) => collection === 'meter-charges').length, 48);
    const { meter } = await meterNamed(services, group, 'Electricity');
    const range = { index: 'byMeter', prefix: `${meter?.id}|`, limit: 100 };
    const charges = await services.store.list(meterCharges, groupPartition(group.id), range);
    const usageLines = charges.map(({ document }) => document.lines.filter(({ kind }) => kind === 'usage').length);
    assert.deepEqual([usageLines.filter((count) => count === 4).length, usageLines.length], [1, 24]);
  });

  it('is the same every time, and can be made on any day', async () => {
    const billsOf = async (today: string) => {
      const { services, group } = await seeded(today);
      const { bills } = await listBills(services, CONTEXT, group.id, { limit: 500 });
      return bills.map(({ title, date, totalMinor }) => `${date} ${title} ${totalMinor}`).toSorted();
    };
    assert.deepEqual(await billsOf('2026-11-23'), await billsOf('2026-11-23'));
    for (const today of ['2027-01-01', '2028-02-29', '2027-05-31']) await billsOf(today);
  });
});
