import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { AppError } from '../errors.ts';
import { parseBundle, serialiseBundle } from './bundle/bundle.ts';
import type { ImportFormat } from './imported-group.ts';
import { parseImport } from './parse-import.ts';
import { proveImport } from './prove-import.ts';
import { SAMPLES } from './testing/samples.ts';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const FORMATS = Object.keys(SAMPLES) as ImportFormat[];
const BUNDLE = serialiseBundle({ group: { id: 'g' }, collections: { bills: [{ id: 'b', n: 1 }] } }, () => 'x');
const TOKENS = [
  '"',
  ',',
  ';',
  '\n',
  '\r',
  '\t',
  '{',
  '}',
  '[',
  ']',
  ':',
  '-',
  '.',
  '0',
  '9e9',
  '1e-60',
  'null',
  '-1',
  '\\',
  '\\u',
]
  .concat([
    '\uFEFF',
    '\u0000',
    '\uD800',
    '__proto__',
    'constructor',
    'toString',
    '2026-13-01',
    '9'.repeat(30),
    "'=",
    '%zz',
  ])
  .concat([
    'Total balance',
    'Payment',
    'EUR',
    'XXX',
    'JPY',
    '"shares": 0',
    '"amount": -5',
    'n,1,0',
    '\n\n',
    '"EVENLY"',
    '"BY_AMOUNT"',
  ]);

test('whatever the text, it is refused as an import or its proof can be made', (context) => {
  context.diagnostic(`SEED=${seed}`);
  const text = fc.oneof(
    fc.string({ maxLength: 300 }),
    fc.array(fc.constantFrom(...TOKENS)).map((list) => list.join('')),
  );
  const property = fc.property(text, fc.option(fc.constantFrom(...FORMATS), { nil: undefined }), (input, format) => {
    readOrRefuse(input, format);
    refuseOr(() => parseBundle(input));
  });
  fc.assert(property, { seed, numRuns: 5_000 });
});

test('a damaged file of any format is refused as an import or its proof can be made', (context) => {
  context.diagnostic(`SEED=${seed}`);
  const outcomes = { refused: 0, proven: 0, unproven: 0 };
  const edit = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.nat(6),
    text: fc.constantFrom('', ...TOKENS),
  });
  const edits = fc.array(edit, { minLength: 1, maxLength: 4 });
  const property = fc.property(fc.constantFrom(...FORMATS), edits, fc.boolean(), (format, list, isForced) => {
    outcomes[readOrRefuse(list.reduce(applyEdit, SAMPLES[format]), isForced ? format : undefined)] += 1;
    refuseOr(() => parseBundle(list.reduce(applyEdit, BUNDLE), () => 'x'));
  });
  fc.assert(property, { seed, numRuns: 15_000 });
  context.diagnostic(JSON.stringify(outcomes));
  assert.ok(outcomes.refused > 2_000 && outcomes.proven > 2_000, 'the damage must be neither hopeless nor harmless');
});

test('a file cut off at any character is refused or proven for what is left', () => {
  for (const format of FORMATS) {
    const sample = SAMPLES[format];
    for (let end = 0; end <= sample.length; end += 1) readOrRefuse(sample.slice(0, end), format);
    if (format.endsWith('json')) assert.equal(readOrRefuse(sample.slice(0, -1), format), 'refused');
  }
});

function readOrRefuse(text: string, format: ImportFormat | undefined): 'refused' | 'proven' | 'unproven' {
  const proof = refuseOr(() => proveImport(parseImport(text, { currency: 'EUR', fileName: 'x.csv' }, format)));
  if (proof === undefined) return 'refused';
  const sums = new Map<string, bigint>();
  for (const row of proof.rows) sums.set(row.currency, (sums.get(row.currency) ?? 0n) + row.oursMinor);
  assert.ok([...sums.values()].every((sum) => sum === 0n));
  const isStated = Object.values(proof.sourceBalanceOrigin).includes('stated');
  assert.ok(proof.isProven || isStated, 'only a footer can disagree with the rows');
  return proof.isProven ? 'proven' : 'unproven';
}

function refuseOr<Result>(action: () => Result): Result | undefined {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    assert.equal(error.code, 'import_refused');
    assert.equal(typeof error.data.reason, 'string');
    return undefined;
  }
}

function applyEdit(
  text: string,
  edit: { readonly at: number; readonly length: number; readonly text: string },
): string {
  const start = Math.floor(edit.at * text.length);
  return text.slice(0, start) + edit.text + text.slice(start + edit.length);
}
