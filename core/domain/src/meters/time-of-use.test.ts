import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { yearMonth } from '../calendar/local-date.ts';
import { pricePeriod } from './price-period.ts';
import { formatMilli, parseMilli } from './quantity.ts';
import { type LabelledHour, readHourEnding, sumHours } from './time-of-use.ts';

const file = new URL('../../../../../shared/data/electricity-hourly.csv', import.meta.url);
const noFile = existsSync(file) ? false : 'the hourly readings of shared/data are not here';

const REGISTERS = ['off-peak', 'mid-peak', 'on-peak'];
const PRICES: Readonly<Record<string, string>> = { 'off-peak': '6.2', 'mid-peak': '9.2', 'on-peak': '10.8' };

const TARIFF = {
  validFrom: '2011-01-01',
  prices: REGISTERS.map((register) => ({
    register,
    blocks: [{ uptoMilliPerMonth: null, price: PRICES[register] ?? '' }],
  })),
  standing: null,
  vatPercent: '0',
};

function realHours(): readonly LabelledHour[] {
  const [, ...rows] = readFileSync(file, 'utf8').trim().split(/\r?\n/);
  return rows.map((row) => {
    const [stamp = '', used = '', ...flags] = row.split(',');
    const [day = '', time = ''] = stamp.split(' ');
    const [month = '', date = '', year = ''] = day.split('/');
    const register = REGISTERS[flags.indexOf('1')] ?? '';
    return { date: `${year}-${month}-${date}`, time, register, consumptionMilli: parseMilli(used) };
  });
}

const hour = (date: string, time: string, milli = 1n): LabelledHour => ({
  date,
  time,
  register: 'total',
  consumptionMilli: milli,
});

describe('hours labelled by their end', () => {
  it('put midnight on the day it ends, whichever date the file writes', () => {
    const sameDate = readHourEnding([
      hour('2026-01-01', '23:00:00'),
      hour('2026-01-01', '00:00:00'),
      hour('2026-01-02', '01:00:00'),
    ]);
    const nextDate = readHourEnding([
      hour('2026-01-01', '23:00'),
      hour('2026-01-02', '00:00'),
      hour('2026-01-02', '01:00'),
    ]);
    assert.deepEqual(sameDate, nextDate);
    assert.deepEqual(
      sameDate.map(({ date, hour: of }) => [date, of]),
      [
        ['2026-01-01', 22],
        ['2026-01-01', 23],
        ['2026-01-02', 0],
      ],
    );
  });

  it('know from the row after it where a file that begins with midnight belongs', () => {
    const written = (first: string) => readHourEnding([hour(first, '00:00'), hour('2026-01-02', '01:00')])[0]?.date;
    assert.deepEqual([written('2026-01-02'), written('2026-01-01')], ['2026-01-01', '2026-01-01']);
  });

  it('lose nothing and invent nothing on days of 23 and 25 hours', () => {
    const day = (date: string, times: readonly number[]) =>
      times.map((end) => hour(date, `${String(end % 24).padStart(2, '0')}:00`));
    const all = Array.from({ length: 24 }, (_, index) => index + 1);
    const rows = [
      ...day('2026-03-28', all),
      ...day(
        '2026-03-29',
        all.filter((end) => end !== 3),
      ),
      ...day('2026-10-24', all),
      ...day('2026-10-25', [1, 2, 3, ...all.slice(2)]),
    ];
    const sums = sumHours(readHourEnding(rows), (date) => date);
    assert.deepEqual(
      [...sums].map(([date, registers]) => [date, registers.get('total')]),
      [
        ['2026-03-28', 24n],
        ['2026-03-29', 23n],
        ['2026-10-24', 24n],
        ['2026-10-25', 25n],
      ],
    );
  });

  it('refuse labels that are no full hours', () => {
    for (const time of ['24:00', '7:00', '12:30', '']) {
      assert.throws(() => readHourEnding([hour('2026-01-01', time)]), { code: 'invalid_input' }, time);
    }
  });

  it('make 89.88 of a real winter at 6.2, 9.2 and 10.8 cents, month by month', { skip: noFile }, () => {
    const hours = readHourEnding(realHours());
    const used = (register: string, from: string, until: string) =>
      hours
        .filter((one) => one.register === register && one.date >= from && one.date < until)
        .reduce((sum, { consumptionMilli }) => sum + consumptionMilli, 0n);
    const all = pricePeriod([TARIFF], '2011-11-25', '2012-03-18', used);
    assert.equal(all.totalMinor, 8988n);
    assert.deepEqual(
      REGISTERS.map((register) => formatMilli(used(register, '2011-01-01', '2013-01-01'))),
      ['815.65', '201.1', '192.67'],
    );
    const exactMilli = [...sumHours(hours, yearMonth)].map(([month, sums]) => {
      const tenths = REGISTERS.reduce((sum, id) => sum + (sums.get(id) ?? 0n) * parseMilli(PRICES[id] ?? ''), 0n);
      return [month, formatMilli(tenths / 1000n)];
    });
    assert.deepEqual(exactMilli, [
      ['2011-11', '457.43'],
      ['2011-12', '2575.41'],
      ['2012-01', '2419.79'],
      ['2012-02', '2265.722'],
      ['2012-03', '1269.634'],
    ]);
  });
});
