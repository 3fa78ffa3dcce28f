import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError } from '../../errors.ts';
import { readJsonDocument } from './json-document.ts';

test('elements of the lists at the top know their lines, in any layout', () => {
  const text =
    '\uFEFF{\n "expenses": [\n  {"a": [1,\n2]},\n  {"title": "x]\\"\\n{"}\n ],\n "participants": [{},\n{}]\n}';
  const document = readJsonDocument(text);
  assert.deepEqual(
    [0, 1].map((index) => document.lineOf('expenses', index)),
    [3, 5],
  );
  assert.deepEqual(
    [0, 1].map((index) => document.lineOf('participants', index)),
    [7, 8],
  );
  assert.equal(readJsonDocument('[\n{},\n\n{}]').lineOf('', 1), 4);
});

test('text that is cut off or edited is refused with the line where it stops being JSON', () => {
  const cases: readonly (readonly [string, number])[] = [
    ['{\n"a": [\n1,', 3],
    ['{\n"a": "b', 2],
    ['{\n"a": 1,\n}', 3],
    ['{\n"a" 1}', 2],
    ['[1\n2]', 2],
    ['{}\n{}', 2],
    ['{"a": nul}', 1],
    ['<html>', 1],
  ];
  for (const [text, line] of cases) {
    assert.throws(
      () => readJsonDocument(text),
      (error) => {
        assert.ok(error instanceof AppError, text);
        assert.deepEqual([error.data.reason, error.data.line], ['json_unreadable', line], text);
        return true;
      },
    );
  }
});

test('a text nested a million deep is answered like any other', () => {
  const depth = 1_000_000;
  assert.throws(() => readJsonDocument('['.repeat(depth)), AppError);
  assert.throws(() => readJsonDocument('['.repeat(depth) + ']'.repeat(depth)), AppError);
});
