import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseImport } from './parse-import.ts';
import { proveImport } from './prove-import.ts';
import { SAMPLES } from './testing/samples.ts';

test('every sample is proven, and imported again it has the same ids and figures', () => {
  for (const [format, text] of Object.entries(SAMPLES)) {
    const group = parseImport(text);
    assert.equal(proveImport(group).isProven, true, format);
    assert.deepEqual(parseImport(text), group);
    assert.ok(group.items.length > 0);
  }
});
