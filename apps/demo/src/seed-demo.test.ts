import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createMemoryFiles, createMemoryStore } from '@shared-payments/adapter-memory';
import { examineStore, getOverview, listBills, type Services } from '@shared-payments/usecases';
import { v7 } from 'uuid';
import { seedDemo } from './seed-demo.ts';

describe('the demonstration', () => {
  it('is two years of a flat whose books are in order', async () => {
    const store = createMemoryStore();
    const now = () => Date.parse('2026-11-23T12:00:00Z');
    const services: Services = { store, files: createMemoryFiles(), now, newId: v7, sign: (text) => text };
    const context = { userId: 'ana', requestId: 'test' };
    const group = await seedDemo(services, context);
    const overview = await getOverview(services, context, group.id);
    assert.equal(overview.months.length, 24);
    assert.ok(overview.balances[0]?.members.every(({ amountMinor }) => Math.abs(amountMinor) < 500_000));
    const { bills } = await listBills(services, context, group.id, { limit: 200 });
    assert.ok(bills.length >= 150, String(bills.length));
    assert.equal(bills.filter((bill) => bill.disputes.length > 0).length, 1);
    assert.deepEqual((await examineStore(store)).findings, []);
  });
});
