import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type ApiUnderTest, startApi } from '../../testing/api-under-test.ts';

const DAY_PRICE = '24.5';
const NIGHT_PRICE = '12.25';

describe('a meter over HTTP', () => {
  let api: ApiUnderTest;
  let base = '';
  let meter = '';
  let [ana, marko] = ['', ''];
  before(async () => {
    api = await startApi();
    const flat = { name: 'Flat', myName: 'Ana', currency: 'EUR', timeZone: 'Europe/Skopje', memberNames: ['Marko'] };
    const { body } = await api.ask('ana', 'POST', '/v1/groups', flat);
    base = `/v1/groups/${body.id}`;
    [ana, marko] = body.members.map((member: { id: string }) => member.id);
  });
  after(() => api.close());

  const post = (path: string, body: object, headers = {}) => api.ask('ana', 'POST', `${base}${path}`, body, headers);
  const read = (register: string, date: string, kWh: number, more: object = {}) =>
    post(`/meters/${meter}/readings`, { register, date, valueMilli: kWh * 1000, ...more });

  it('is made with two registers and a price for each', async () => {
    const created = await post('/meters', {
      name: 'Electricity',
      resource: 'electricity',
      unit: 'kWh',
      digits: 6,
      registers: [
        { id: 'day', name: 'Day' },
        { id: 'night', name: 'Night' },
      ],
    });
    assert.equal(created.status, 201);
    meter = created.body.id;
    const price = (register: string, text: string) => ({
      register,
      blocks: [{ uptoMilliPerMonth: null, price: text }],
    });
    const prices = [price('day', DAY_PRICE), price('night', NIGHT_PRICE)];
    const versions = [{ validFrom: '2025-01-01', prices, standing: { per: 'month', price: '300' }, vatPercent: '0' }];
    const tariff = { currency: 'EUR', versions };
    const late = await api.ask('ana', 'PUT', `${base}/meters/${meter}/tariff`, tariff);
    assert.deepEqual([late.status, late.body.code], [428, 'precondition_required']);
    const set = await api.ask('ana', 'PUT', `${base}/meters/${meter}/tariff`, tariff, { 'if-match': '"1"' });
    assert.deepEqual([set.status, set.body.tariff], [200, tariff]);
  });

  it('takes readings, once each, and holds one that is out of the ordinary, saying why', async () => {
    for (const [index, month] of ['01', '02', '03', '04', '05'].entries()) {
      assert.equal((await read('day', `2025-${month}-01`, 1000 + index * 100)).status, 201);
      assert.equal((await read('night', `2025-${month}-01`, 500 + index * 40)).status, 201);
    }
    const again = await read('day', '2025-05-01', 1400);
    assert.equal(again.body.version, 1);
    const high = await read('day', '2025-06-01', 1900);
    assert.deepEqual([high.status, high.body.code], [422, 'reading_implausible']);
    const [reason] = high.body.data.reasons;
    assert.deepEqual([reason.reason, reason.factor, reason.valueMilli], ['unusually_high', 2, 1_900_000]);
    assert.ok(reason.per30DaysMilli > reason.limitMilli && reason.limitMilli === 2 * reason.medianMilli);
  });

  it('is charged once the reading that was held is reviewed', async () => {
    const held = await read('day', '2025-06-01', 1900, { isConfirmed: true });
    await read('night', '2025-06-01', 700);
    assert.deepEqual([held.status, held.body.needsReview], [201, true]);
    const terms = { from: '2025-05-01', through: '2025-05-31', payers: [{ memberId: ana }] };
    const early = await post(`/meters/${meter}/charges`, terms);
    assert.deepEqual([early.status, early.body.data.readingIds], [422, [held.body.id]]);
    const review = `/meters/${meter}/readings/${held.body.id}/review`;
    const accepted = await post(review, {}, { 'if-match': '"1"' });
    assert.deepEqual([accepted.status, accepted.body.needsReview], [200, false]);
    const shown = await post(`/meters/${meter}/charges`, { ...terms, isDryRun: true });
    const charged = await post(`/meters/${meter}/charges`, terms);
    assert.deepEqual([shown.status, charged.status], [200, 200]);
    // 500 kWh by day at 24.5, 40 by night at 12.25, and 300 for standing.
    assert.equal(charged.body.totalMinor, 500 * 24.5 + 40 * 12.25 + 300);
    assert.deepEqual({ ...charged.body, bill: null }, shown.body);
    const twice = await post(`/meters/${meter}/charges`, terms);
    assert.deepEqual([twice.status, twice.body.data.billId], [409, charged.body.bill.id]);
  });

  it('shows the month that stands out, and why', async () => {
    const { body } = await api.ask('ana', 'GET', `${base}/meters/${meter}/consumption?from=2025-01&through=2025-05`);
    const marked = body.months.filter((month: { anomaly: object | null }) => month.anomaly !== null);
    assert.deepEqual(
      marked.map((month: { month: string }) => month.month),
      ['2025-05'],
    );
    assert.deepEqual([marked[0].consumptionMilli, marked[0].anomaly.medianMilli], [540_000, 140_000]);
  });

  it('answers why Marko owes with consumption and price', async () => {
    const { body } = await api.ask('ana', 'GET', `${base}/members/${marko}/why`);
    assert.equal(body.balanceMinor, -6520);
    const [line] = body.lines;
    assert.deepEqual([line.rule, line.shareMinor, line.metered.unit], ['meter', 6520, 'kWh']);
    assert.deepEqual([line.metered.consumptionMilli, line.metered.totalConsumptionMilli], [270_000, 540_000]);
    assert.deepEqual(
      line.metered.lines.map((one: { register: string; quantityMilli: number; price: string; amountMinor: number }) => [
        one.register,
        one.quantityMilli,
        one.price,
        one.amountMinor,
      ]),
      [
        ['day', 500_000, DAY_PRICE, 12_250],
        ['night', 40_000, NIGHT_PRICE, 490],
        [null, null, '300', 300],
      ],
    );
  });

  it('offers a correcting bill when a reading is corrected after its bill', async () => {
    const { body } = await api.ask('ana', 'GET', `${base}/meters/${meter}/readings`);
    const night = body.readings.find((one: { register: string }) => one.register === 'night');
    const url = `${base}/meters/${meter}/readings/${night.id}`;
    await api.ask('ana', 'PATCH', url, { valueMilli: 696_000 }, { 'if-match': '"1"' });
    const shown = await post(`/meters/${meter}/corrections`, { isDryRun: true });
    assert.deepEqual([shown.status, shown.body.totalMinor, shown.body.bill], [200, -49, null]);
    const made = await post(`/meters/${meter}/corrections`, { payers: [{ memberId: ana }] });
    assert.deepEqual([made.status, made.body.bill.totalMinor, made.body.trueUps.length], [200, -49, 1]);
    const nothing = await post(`/meters/${meter}/corrections`, { payers: [{ memberId: ana }] });
    assert.deepEqual([nothing.status, nothing.body.code], [409, 'state_not_allowed']);
  });
});
