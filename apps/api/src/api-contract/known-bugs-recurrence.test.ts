import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { makeDueBills } from '@shared-payments/usecases';
import { type ApiUnderTest, startApi } from '../testing/api-under-test.ts';
import { equalBill, type Flat, startFlat } from './flat.ts';

const NEXT_SHOWN = 12;

const BEFORE_ALL = Date.parse('2027-01-01T10:00:00Z');
const clock = { now: BEFORE_ALL };
let api: ApiUnderTest;
before(async () => {
  api = await startApi({ now: () => clock.now });
});
after(() => api.close());

/** What the jobs process does, late in the morning of a day where the group lives. */
function makeDueOn(day: string, groupId: string, seriesId: string): Promise<number> {
  clock.now = Date.parse(`${day}T10:00:00Z`);
  return makeDueBills(api.services, groupId, seriesId, 'test');
}

async function startSeries(rule: object) {
  clock.now = BEFORE_ALL;
  const flat = await startFlat(2, api);
  const { date: _fromTheRule, ...template } = equalBill(flat.members, 70_001);
  const created = await flat.ask('POST', '/recurring-bills', { rule, template });
  assert.equal(created.status, 201, created.text);
  const id: string = created.body.id;
  return {
    flat,
    id,
    makeDueOn: (day: string) => makeDueOn(day, flat.path.split('/').at(-1) ?? '', id),
    bills: async () => billsOf(flat),
    dates: async () => (await billsOf(flat)).map(({ date }) => date),
    next: async () =>
      (await flat.get(`/recurring-bills/${id}`)).next as { date: string; template: { title: string } }[],
    async change(edit: object) {
      const { recurringBill } = await flat.get(`/recurring-bills/${id}`);
      const answer = await flat.ask('PATCH', `/recurring-bills/${id}`, edit, {
        'if-match': `"${recurringBill.version}"`,
      });
      assert.equal(answer.status, 200, answer.text);
    },
  };
}

async function billsOf(flat: Flat): Promise<readonly { readonly date: string; readonly title: string }[]> {
  return (await flat.get('/bills?limit=200')).bills.toReversed();
}

describe('a recurring bill', () => {
  it('whose first date is still to come is made exactly once, on that date', async () => {
    const series = await startSeries({ frequency: 'monthly', interval: 1, startDate: '2027-02-10' });
    for (const day of ['2027-02-08', '2027-02-09']) assert.equal(await series.makeDueOn(day), 0, day);
    assert.deepEqual(await series.dates(), []);
    for (const day of ['2027-02-10', '2027-02-10', '2027-02-11']) await series.makeDueOn(day);
    assert.deepEqual(await series.dates(), ['2027-02-10']);
  });

  it('of the 31st falls on the last day of short months, and comes back to the 31st', async () => {
    const series = await startSeries({ frequency: 'monthly', interval: 1, startDate: '2027-01-31' });
    const dates = (await series.next()).slice(0, 5).map(({ date }) => date);
    assert.deepEqual(dates, ['2027-01-31', '2027-02-28', '2027-03-31', '2027-04-30', '2027-05-31']);
    await series.makeDueOn('2028-03-01');
    assert.equal((await series.dates()).at(-1), '2028-02-29');
  });

  it('that was missed for ten days is made for exactly those days, once, whoever makes them at the same time', async () => {
    const series = await startSeries({ frequency: 'daily', interval: 1, startDate: '2027-03-25' });
    await series.makeDueOn('2027-03-25');
    const made = await Promise.all(Array.from({ length: 5 }, () => series.makeDueOn('2027-04-04')));
    assert.equal(
      made.reduce((total, count) => total + count, 0),
      10,
    );
    const dates = await series.dates();
    assert.equal(new Set(dates).size, 11);
    assert.deepEqual([dates.length, dates[0], dates.at(-1)], [11, '2027-03-25', '2027-04-04']);
  });

  it('stays on its weekday across summer time, wherever the group lives', async () => {
    for (const timeZone of ['Europe/London', 'America/New_York', 'Australia/Sydney']) {
      for (const startDate of ['2027-03-07', '2027-10-03']) {
        const series = await startSeries({ frequency: 'weekly', interval: 1, startDate });
        const { version } = await series.flat.get('');
        const moved = await series.flat.ask('PATCH', '', { timeZone }, { 'if-match': `"${version}"` });
        assert.equal(moved.status, 200);
        const next = await series.next();
        assert.equal(next.length, NEXT_SHOWN);
        const weekdays = new Set(next.map(({ date }) => new Date(`${date}T00:00:00Z`).getUTCDay()));
        assert.deepEqual([...weekdays], [0], `${timeZone} ${startDate}`);
      }
    }
  });

  it('ends with its last date or its count', async () => {
    const monthly = { frequency: 'monthly', interval: 1, startDate: '2027-01-15' };
    for (const end of [{ until: '2027-03-15' }, { count: 3 }]) {
      const series = await startSeries({ ...monthly, ...end });
      await series.makeDueOn('2027-12-31');
      assert.deepEqual(await series.dates(), ['2027-01-15', '2027-02-15', '2027-03-15']);
      assert.deepEqual(await series.next(), []);
    }
  });

  it('is not made while it is paused, and goes on afterwards without catching up', async () => {
    const series = await startSeries({ frequency: 'monthly', interval: 1, startDate: '2027-01-15' });
    await series.makeDueOn('2027-01-15');
    await series.change({ kind: 'pause', date: '2027-02-01' });
    await series.makeDueOn('2027-04-20');
    assert.deepEqual(await series.dates(), ['2027-01-15']);
    await series.change({ kind: 'resume', date: '2027-05-01' });
    await series.makeDueOn('2027-05-20');
    assert.deepEqual(await series.dates(), ['2027-01-15', '2027-05-15']);
  });

  it('is edited for one date, for a date and all later ones, or for all that are to come, and what was made stays', async () => {
    const series = await startSeries({ frequency: 'monthly', interval: 1, startDate: '2027-01-15' });
    await series.makeDueOn('2027-01-15');
    await series.change({ kind: 'this', date: '2027-02-15', template: { title: 'Once' } });
    await series.change({ kind: 'future', date: '2027-04-15', template: { title: 'From April' } });
    const titles = async () =>
      (await series.next()).slice(0, 4).map(({ date, template }) => `${date} ${template.title}`);
    assert.deepEqual(await titles(), [
      '2027-02-15 Once',
      '2027-03-15 Bill',
      '2027-04-15 From April',
      '2027-05-15 From April',
    ]);
    await series.makeDueOn('2027-04-15');
    await series.change({ kind: 'all', template: { title: 'All' } });
    assert.deepEqual(
      (await series.bills()).map(({ title }) => title),
      ['Bill', 'Once', 'Bill', 'From April'],
    );
    assert.ok((await series.next()).every(({ template }) => template.title === 'All'));
  });
});
