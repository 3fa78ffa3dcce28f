import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addDays } from '../calendar/local-date.ts';
import { createDraw } from '../shares/testing/random-splits.ts';
import { pricePeriod } from './price-period.ts';
import { add, sumOf } from './rational.ts';
import { assertTariff, type PriceBlock, type TariffVersion } from './tariff.ts';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

const flat = (price: string): readonly PriceBlock[] => [{ uptoMilliPerMonth: null, price }];
const version = (more: Partial<TariffVersion> = {}): TariffVersion => ({
  validFrom: '2026-01-01',
  prices: [{ register: 'total', blocks: flat('10') }],
  standing: null,
  vatPercent: '0',
  ...more,
});
/** A meter that uses the same every day. */
const daily = (milliPerDay: bigint) => (_register: string, from: string, until: string) => {
  let milli = 0n;
  for (let day = from; day < until; day = addDays(day, 1)) milli += milliPerDay;
  return milli;
};
const linesOf = (priced: ReturnType<typeof pricePeriod>) =>
  priced.lines.map(({ kind, from, amountMinor }) => `${kind} ${from} ${amountMinor}`);

describe('the price of a period', () => {
  it('is that of day and night registers, each at its own price', () => {
    const tariff = version({
      prices: [
        { register: 'day', blocks: flat('10.8') },
        { register: 'night', blocks: flat('6.2') },
      ],
    });
    const used: Readonly<Record<string, bigint>> = { day: 100_500n, night: 50_250n };
    const priced = pricePeriod([tariff], '2026-01-01', '2026-02-01', (register) => used[register] ?? 0n);
    assert.deepEqual(linesOf(priced), ['usage 2026-01-01 1085', 'usage 2026-01-01 312']);
    assert.equal(priced.totalMinor, 1397n);
  });

  it('fills blocks from below, each as large as its part of the months', () => {
    const blocks = [
      { uptoMilliPerMonth: 20_000, price: '5' },
      { uptoMilliPerMonth: 50_000, price: '10' },
      { uptoMilliPerMonth: null, price: '20' },
    ];
    const tariff = version({ prices: [{ register: 'total', blocks }] });
    const month = pricePeriod([tariff], '2026-01-01', '2026-02-01', () => 60_000n);
    assert.equal(month.totalMinor, 20n * 5n + 30n * 10n + 10n * 20n);
    const twoMonths = pricePeriod([tariff], '2026-01-01', '2026-03-01', () => 60_000n);
    assert.equal(twoMonths.totalMinor, 40n * 5n + 20n * 10n);
    const half = pricePeriod([tariff], '2026-02-01', '2026-02-15', () => 20_000n);
    assert.equal(half.totalMinor, 10n * 5n + 10n * 10n);
  });

  it('changes on the day a new version begins, within a period', () => {
    const versions = [
      version(),
      version({ validFrom: '2026-01-21', prices: [{ register: 'total', blocks: flat('20') }] }),
    ];
    const priced = pricePeriod(versions, '2026-01-01', '2026-02-01', daily(1000n));
    assert.deepEqual(linesOf(priced), ['usage 2026-01-01 200', 'usage 2026-01-21 220']);
    assert.equal(priced.totalMinor, 420n);
  });

  it('asks standing charges by the day or by the part of a month, with their VAT, however little was used', () => {
    const standing = { per: 'day', price: '3.5' } as const;
    const byDay = pricePeriod([version({ standing, vatPercent: '18' })], '2026-02-01', '2026-03-01', () => 0n);
    assert.deepEqual([byDay.totalMinor, byDay.fixedMinor], [116n, 116n]);
    const byMonth = version({ standing: { per: 'month', price: '310' } });
    assert.equal(pricePeriod([byMonth], '2026-01-31', '2026-02-01', () => 0n).totalMinor, 10n);
    assert.equal(pricePeriod([byMonth], '2026-01-01', '2027-01-01', () => 0n).totalMinor, 3720n);
  });

  it('is rounded once for the whole document, half away from zero, and its lines sum to it', () => {
    const tariff = version({
      prices: [
        { register: 'day', blocks: flat('0.5') },
        { register: 'night', blocks: flat('0.5') },
      ],
      standing: { per: 'month', price: '0.5' },
    });
    const priced = pricePeriod([tariff], '2026-01-01', '2026-02-01', () => 1000n);
    assert.equal(priced.totalMinor, 2n);
    assert.equal(
      priced.lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0n),
      2n,
    );
  });

  it('is refused where no prices are in force at the beginning, naming the first day there are', () => {
    assert.throws(() => pricePeriod([version()], '2025-12-31', '2026-02-01', () => 0n), {
      code: 'invalid_input',
      data: { from: '2025-12-31', firstValidFrom: '2026-01-01' },
    });
  });

  it('is the same for a period as for its parts when prices are flat', (test) => {
    test.diagnostic(`SEED=${seed}`);
    const draw = createDraw(seed);
    for (let round = 0; round < 200; round += 1) {
      const versions = [
        version({ vatPercent: '5' }),
        version({
          validFrom: addDays('2026-01-02', draw(0, 90)),
          prices: [{ register: 'total', blocks: flat('7.25') }],
        }),
      ];
      const used = daily(BigInt(draw(0, 40_000)));
      const [middle, end] = [addDays('2026-01-01', draw(1, 60)), addDays('2026-03-05', draw(0, 60))];
      const exact = (from: string, until: string) =>
        sumOf(pricePeriod(versions, from, until, used).lines.map((line) => line.exact));
      const parts = add(exact('2026-01-01', middle), exact(middle, end));
      assert.deepEqual(parts, exact('2026-01-01', end), `SEED=${seed} round ${round}`);
    }
  });
});

describe('a tariff', () => {
  const registers = [{ id: 'total', name: 'total' }];
  const refused = (versions: readonly TariffVersion[]) =>
    assert.throws(() => assertTariff(versions, registers), { code: 'invalid_input' });

  it('has versions in order, one price for each register, growing blocks and a possible VAT', () => {
    assertTariff([version(), version({ validFrom: '2026-02-01' })], registers);
    refused([]);
    refused([version(), version()]);
    refused([version({ prices: [] })]);
    refused([version({ prices: [{ register: 'night', blocks: flat('1') }] })]);
    refused([version({ vatPercent: '100.01' })]);
    refused([version({ prices: [{ register: 'total', blocks: flat('-1') }] })]);
    refused([version({ prices: [{ register: 'total', blocks: [{ uptoMilliPerMonth: 5, price: '1' }] }] })]);
    const shrinking = [
      { uptoMilliPerMonth: 5, price: '1' },
      { uptoMilliPerMonth: 5, price: '2' },
      { uptoMilliPerMonth: null, price: '3' },
    ];
    refused([version({ prices: [{ register: 'total', blocks: shrinking }] })]);
  });
});
