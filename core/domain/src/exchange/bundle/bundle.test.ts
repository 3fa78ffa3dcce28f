import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { AppError } from '../../errors.ts';
import { type Bundle, parseBundle, serialiseBundle } from './bundle.ts';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const sha256Of = (text: string) => createHash('sha256').update(text).digest('hex');

const BUNDLE: Bundle = {
  group: { name: 'Flat', id: 'g1', currency: 'EUR' },
  collections: {
    readings: [],
    bills: [
      { title: 'x', id: 'b2', amountMinor: -5 },
      { id: 'b1', lines: [{ b: 1, a: null }], gone: undefined },
    ],
  },
};

test('export, import and export again are the same bytes', () => {
  const text = serialiseBundle(BUNDLE, sha256Of);
  assert.equal(serialiseBundle(parseBundle(text, sha256Of), sha256Of), text);
  assert.deepEqual(
    text.split('\n').map((line) => line.slice(0, 36)),
    [
      '{',
      '"format":"shared-payments-bundle",',
      '"version":1,',
      '"sha256":"'.padEnd(36, text.split('"sha256":"')[1]),
      '"group":{"currency":"EUR","id":"g1",',
      '"bills":[',
      '{"id":"b1","lines":[{"a":null,"b":1}',
      '{"amountMinor":-5,"id":"b2","title":',
      '],',
      '"readings":[]',
      '}',
      '',
    ],
  );
});

test('the bytes depend on the content only, not on the order of keys or documents', (context) => {
  context.diagnostic(`SEED=${seed}`);
  const documents = fc.uniqueArray(fc.record({ id: fc.string({ minLength: 1 }), value: fc.jsonValue() }), {
    selector: (document) => document.id,
  });
  const property = fc.property(documents, fc.dictionary(fc.string(), fc.jsonValue()), (list, group) => {
    const text = serialiseBundle({ group, collections: { bills: list, meters: [] } }, sha256Of);
    const shuffledGroup = Object.fromEntries(Object.entries(group).reverse());
    const shuffled = list.toReversed().map(({ id, value }) => ({ value, id }));
    const other = serialiseBundle({ collections: { meters: [], bills: shuffled }, group: shuffledGroup }, sha256Of);
    assert.equal(other, text);
    assert.equal(serialiseBundle(parseBundle(text, sha256Of), sha256Of), text);
  });
  fc.assert(property, { seed, numRuns: 500 });
});

test('a changed, cut or foreign bundle is refused with its reason', () => {
  const text = serialiseBundle(BUNDLE, sha256Of);
  const cases: readonly (readonly [string, string, number | undefined])[] = [
    ['', 'file_empty', undefined],
    [text.slice(0, -30), 'json_unreadable', 8],
    [text.replace('-5', '-6'), 'digest_mismatch', 1],
    [text.replace('"version":1', '"version":2'), 'version_not_supported', 1],
    ['{"format":"other"}', 'format_not_recognised', 1],
    ['[]', 'format_not_recognised', 1],
    [text.replace('"id":"b2"', '"id":"b1"'), 'record_repeated', 8],
    [text.replace('"id":"b2"', '"id":7'), 'json_wrong_shape', 8],
    [text.replace('"group":{', '"group":[{').replace('"name":"Flat"}', '"name":"Flat"}]'), 'json_wrong_shape', 1],
    [text.replace('"readings":[]', '"__proto__":[]'), 'json_wrong_shape', 1],
    [text.replace('"a":null', `"a":${'['.repeat(70)}${']'.repeat(70)}`), 'json_wrong_shape', 1],
    [text.replace('"a":null', `"a":${'['.repeat(100)}${']'.repeat(100)}`), 'json_wrong_shape', 7],
    [text.replace('"a":null', '"a":1e999'), 'json_wrong_shape', 1],
  ];
  for (const [broken, reason, line] of cases) {
    assert.throws(
      () => parseBundle(broken, sha256Of),
      (error) => {
        assert.ok(error instanceof AppError, reason);
        assert.equal(error.code, 'import_refused');
        assert.deepEqual([error.data.reason, error.data.line], [reason, line]);
        return true;
      },
    );
  }
});

test('what JSON cannot carry is no bundle', () => {
  for (const value of [1n, Number.NaN, () => 1, Symbol('x')]) {
    assert.throws(() => serialiseBundle({ group: { value }, collections: {} }, sha256Of), AppError);
  }
  assert.throws(() => serialiseBundle({ group: {}, collections: { sha256: [] } }, sha256Of), AppError);
});
