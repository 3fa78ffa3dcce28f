import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { describe, it } from 'node:test';
import { fingerprintOf } from './fingerprint.ts';

describe('the fingerprint of a document', () => {
  it('is the same whatever the order of its fields, and that of the canonical text', async () => {
    const text = '{"amountMinor":-5,"from":{"name":"Ana \\"Đ\\" 🏠"},"lines":[1,null,true],"\u20ac":""}';
    const content = { lines: [1, null, true], '\u20ac': '', from: { name: 'Ana "Đ" 🏠' }, amountMinor: -5 };
    assert.equal(await fingerprintOf(content), hash('sha256', text));
  });

  it('is another one when a single unit changes', async () => {
    const one = await fingerprintOf({ amountMinor: 1_000 });
    assert.notEqual(await fingerprintOf({ amountMinor: 1_001 }), one);
  });
});
