import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Meter } from '../meter-queries.ts';
import { draftOfTariff, readTariff, withVersion, writePrice } from './tariff-draft.ts';

const version: NonNullable<Meter['tariff']>['versions'][number] = {
  validFrom: '2026-01-01',
  prices: [
    {
      register: 'main',
      blocks: [
        { uptoMilliPerMonth: 210_000, price: '9.2' },
        { uptoMilliPerMonth: null, price: '12.345' },
      ],
    },
  ],
  standing: { per: 'month', price: '300' },
  vatPercent: '18',
};
const meter = {
  registers: [{ id: 'main', name: 'Main' }],
  tariff: { currency: 'EUR', versions: [version] },
} as unknown as Meter;

describe('a tariff that is typed', () => {
  it('is written in whole units, exactly, and in the reader’s own form', () => {
    assert.equal(writePrice('9.2', 'EUR', 'de-DE'), '0,092');
    assert.equal(writePrice('300', 'EUR', 'en-GB'), '3.00');
    assert.equal(writePrice('12', 'JPY', 'ja-JP'), '12');
    assert.equal(writePrice('0.5', 'JPY', 'ja-JP'), '0.5');
  });

  it('comes back as it was, whatever the language', () => {
    for (const locale of ['en-GB', 'de-DE', 'pl-PL', 'ja-JP']) {
      const draft = draftOfTariff(meter, '2026-01-01', 'EUR', locale);
      assert.deepEqual(readTariff(draft, meter, 'EUR', locale), { version });
    }
  });

  it('names the text that is no price', () => {
    const draft = draftOfTariff(meter, '2026-02-01', 'EUR', 'en-GB');
    const wrong = { ...draft, blocks: { main: [{ upto: '', price: 'cheap' }] } };
    assert.deepEqual(readTariff(wrong, meter, 'EUR', 'en-GB'), { unreadable: 'cheap' });
  });

  it('keeps earlier versions, and replaces the one of the same day', () => {
    const later = { ...version, validFrom: '2026-06-01' };
    assert.deepEqual(
      withVersion(meter, 'EUR', later).versions.map(({ validFrom }) => validFrom),
      ['2026-01-01', '2026-06-01'],
    );
    assert.equal(withVersion(meter, 'EUR', { ...version, vatPercent: '5' }).versions[0]?.vatPercent, '5');
  });
});
