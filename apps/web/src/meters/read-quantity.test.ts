import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readQuantity, writeQuantity } from './read-quantity.ts';

describe('a quantity that is typed', () => {
  it('is read with the decimal separator of the reader', () => {
    assert.equal(readQuantity('1234,5', 'de-DE'), 1_234_500);
    assert.equal(readQuantity('1234.5', 'en-GB'), 1_234_500);
    assert.equal(readQuantity('0,387', 'de-DE'), 387);
    assert.equal(readQuantity('12 345,6', 'fr-FR'), 12_345_600);
  });

  it('is read in the digits of the reader', () => {
    assert.equal(readQuantity('١٢٣٤٫٥', 'ar-EG'), 1_234_500);
  });

  it('is taken with a point or a comma where neither can be a thousand', () => {
    assert.equal(readQuantity('12.5', 'de-DE'), 12_500);
    assert.equal(readQuantity('12,5', 'en-GB'), 12_500);
  });

  it('is refused where it can mean two quantities, or none', () => {
    assert.equal(readQuantity('1,234', 'en-GB'), undefined);
    assert.equal(readQuantity('1.234', 'de-DE'), undefined);
    assert.equal(readQuantity('twelve', 'en-GB'), undefined);
    assert.equal(readQuantity('', 'en-GB'), undefined);
    assert.equal(readQuantity('-3', 'en-GB'), undefined);
  });

  it('comes back as it was written, in every language', () => {
    for (const locale of ['en-GB', 'de-DE', 'fr-FR', 'pl-PL', 'pt-BR', 'ja-JP', 'ar-EG']) {
      for (const milli of [0, 1, 500, 1_234_567, 99_999_000]) {
        assert.equal(readQuantity(writeQuantity(milli, locale), locale), milli, `${milli} in ${locale}`);
      }
    }
  });
});
