import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseBankAccount, parseIban } from './bank-account.ts';
import { EPC_AMOUNT_MINOR_MAX, EPC_BYTES_MAX, epcPayload, paytoLink } from './epc-qr.ts';

const account = { holder: 'Red Cross', iban: 'BE72000000001616', bic: 'BPOTBEB1' };
const transfer = { account, amountMinor: 100, currency: 'EUR', remittance: 'Urgency fund' };
const linesOf = (more: object = {}) => epcPayload({ ...transfer, ...more }).split('\n');

describe('the text of a bank’s QR code', () => {
  it('has the fields of EPC069-12 in their places', () => {
    assert.deepEqual(linesOf(), [
      ...['BCD', '002', '1', 'SCT', 'BPOTBEB1', 'Red Cross', 'BE72000000001616', 'EUR1.00', '', '', 'Urgency fund'],
    ]);
    assert.equal(linesOf({ account: { ...account, bic: null } })[4], '');
  });

  it('takes 0.01 to 999999999.99 EUR, and nothing else', () => {
    assert.deepEqual(
      [1, EPC_AMOUNT_MINOR_MAX].map((amountMinor) => linesOf({ amountMinor })[7]),
      ['EUR0.01', 'EUR999999999.99'],
    );
    for (const amountMinor of [0, -1, EPC_AMOUNT_MINOR_MAX + 1])
      assert.throws(() => linesOf({ amountMinor }), { code: 'amount_out_of_range' });
    assert.throws(() => linesOf({ currency: 'USD' }), { code: 'unknown_currency' });
  });

  it('stays in its lines and bytes whatever a name or reference holds', () => {
    const fields = linesOf({ remittance: 'Rent\nEUR9999.99\r\n\u2028x', account: { ...account, holder: 'A\nB' } });
    assert.deepEqual([fields.length, fields[5], fields[10]], [11, 'A B', 'Rent EUR9999.99 x']);
    const long = epcPayload({
      ...transfer,
      account: { ...account, holder: 'Z'.repeat(99) },
      remittance: 'r'.repeat(500),
    });
    assert.deepEqual(
      long
        .split('\n')
        .map((line) => line.length)
        .slice(5),
      [70, 16, 7, 0, 0, 140],
    );
    assert.ok(new TextEncoder().encode(long).length <= EPC_BYTES_MAX);
    const wide = { ...transfer, account: { ...account, holder: 'Đ'.repeat(70) }, remittance: '家'.repeat(140) };
    assert.throws(() => epcPayload(wide), { code: 'too_large' });
  });
});

describe('a payto link', () => {
  it('says account, amount, name and message so that they are read back the same', () => {
    const link = new URL(paytoLink({ ...transfer, currency: 'KWD', amountMinor: 1_234, remittance: 'Струја & 100%' }));
    assert.equal(`${link.protocol}//${link.host}${link.pathname}`, 'payto://iban/BPOTBEB1/BE72000000001616');
    assert.deepEqual(
      ['amount', 'receiver-name', 'message'].map((name) => link.searchParams.get(name)),
      ['KWD:1.234', 'Red Cross', 'Струја & 100%'],
    );
  });
});

describe('a bank account', () => {
  it('is read with blanks and small letters, and refused with one digit wrong or two swapped', () => {
    assert.equal(parseIban('de89 3704 0044 0532 0130 00'), 'DE89370400440532013000');
    assert.equal(parseIban('MK07250120000058984'), 'MK07250120000058984');
    for (const wrong of ['DE89370400440532013001', 'DE98370400440532013000', 'DE8937040044053201300', 'nonsense', ''])
      assert.throws(() => parseIban(wrong), { code: 'invalid_input' }, wrong);
    assert.throws(() => parseBankAccount({ holder: ' ', iban: 'BE72000000001616' }), { code: 'invalid_input' });
    assert.throws(() => parseBankAccount({ ...account, bic: 'NOPE' }), { code: 'invalid_input' });
    assert.deepEqual(parseBankAccount({ ...account, bic: null }).bic, null);
  });
});
