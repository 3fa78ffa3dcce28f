import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createMemoryCoordination } from '@shared-payments/adapter-memory';
import { countBusiness } from '@shared-payments/usecases';
import { registerSystemRoutes } from '../routes/system/system-routes.ts';
import { startApi } from '../testing/api-under-test.ts';
import { createBusinessMetrics } from './business-metrics.ts';
import { createMetrics } from './metrics.ts';

const TOKEN = 'a token of the tests';

async function start() {
  const positions = createMemoryCoordination();
  const ofBusiness = createBusinessMetrics(positions, Date.now);
  const state = { release: 'test', startedAt: 0, notReadyBecause: async () => [] };
  const api = await startApi({
    prepare: (app) => registerSystemRoutes(app, state, { ofProcess: createMetrics('test'), ofBusiness, token: TOKEN }),
  });
  const scrape = async (remoteAddress = '127.0.0.1', headers: Record<string, string> = {}) =>
    (await api.app.inject({ url: '/metrics', remoteAddress, headers })).body;
  return { api, positions, scrape, count: () => countBusiness(api.services, positions) };
}

/** The lines of the business, without what explains them. */
const linesOf = (text: string) => text.split('\n').filter((line) => line.startsWith('business_'));

describe('/metrics', () => {
  it('tells users, volume, success and features from the log, and the same to every scrape', async (test) => {
    const { api, scrape, count } = await start();
    test.after(() => api.close());
    const group = {
      name: 'Our secret flat',
      myName: 'Anastasia',
      currency: 'EUR',
      timeZone: 'UTC',
      memberNames: ['Bo'],
    };
    const { body } = await api.ask('account-1', 'POST', '/v1/groups', group);
    const [from, to] = body.members.map(({ id }: { id: string }) => id);
    const pay = (instrument: string, currency = 'EUR') =>
      api.ask('account-1', 'POST', `/v1/groups/${body.id}/payments/start`, {
        ...{ from, to, amountMinor: 1_250, currency, method: 'card', instrument },
      });
    for (const instrument of ['sandbox_succeed', 'sandbox_succeed', 'sandbox_decline']) await pay(instrument);
    await pay('sandbox_succeed', 'JPY');
    assert.deepEqual(linesOf(await scrape()), ['business_counted_until_timestamp_seconds 0'], 'before the first count');
    await count();
    const text = await scrape();
    for (const line of [
      'business_active_users{window="day"} 1',
      'business_active_users{window="month"} 1',
      'business_transactions_total{kind="payment",currency="EUR"} 2',
      'business_transaction_volume_minor_total{kind="payment",currency="EUR"} 2500',
      'business_transaction_volume_minor_total{kind="payment",currency="JPY"} 1250',
      'business_payments_total{method="card",outcome="posted"} 3',
      'business_payments_total{method="card",outcome="failed"} 1',
      'business_payment_success_ratio{method="card"} 0.75',
      'business_feature_uses_total{feature="payments/start-payment"} 4',
      'business_feature_uses_total{feature="groups/create-group"} 1',
    ])
      assert.ok(linesOf(text).includes(line), `${line} in\n${linesOf(text).join('\n')}`);
    await count();
    assert.deepEqual(linesOf(await scrape()), linesOf(text));
    assert.doesNotMatch(text, /account-1|Anastasia|secret flat/);
  });

  it('tells them on the machine and to who has the token, and to nobody else', async (test) => {
    const { api, scrape } = await start();
    test.after(() => api.close());
    const isTold = async (ip: string, authorization = '') => linesOf(await scrape(ip, { authorization })).length > 0;
    assert.equal(await isTold('127.0.0.1'), true);
    assert.equal(await isTold('203.0.113.9'), false);
    assert.equal(await isTold('203.0.113.9', `Bearer ${TOKEN}x`), false);
    assert.equal(await isTold('203.0.113.9', `Bearer ${TOKEN}`), true);
    assert.match(await scrape('203.0.113.9'), /process_cpu_seconds_total/);
  });
});
