import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { exactAmount } from './exact-amount.ts';

describe('the exact share', () => {
  it('is shown with more decimals than can be paid, and says that it goes on', () => {
    assert.equal(exactAmount({ numerator: '2000', denominator: '3' }, 'EUR', 'en'), '6.666666…');
    assert.equal(exactAmount({ numerator: '10', denominator: '4' }, 'JPY', 'en'), '2.5000');
    assert.equal(exactAmount({ numerator: '1', denominator: '3' }, 'KWD', 'en'), '0.0003333…');
    assert.equal(exactAmount({ numerator: '-5000', denominator: '3' }, 'EUR', 'en'), '-16.666666…');
    assert.equal(exactAmount({ numerator: '1', denominator: '3' }, 'EUR', 'de'), '0,003333…');
  });
});
