import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { initialsOf, personColour } from './person-colour.ts';

describe('the colour of a person', () => {
  it('differs for each of twenty members', () => {
    assert.equal(new Set(Array.from({ length: 20 }, (_, place) => personColour(place))).size, 20);
  });

  it('is there for somebody who is not in the group any more', () => {
    assert.match(personColour(-1), /^oklch\(/);
  });
});

describe('initials', () => {
  it('are of the first and the last word, in any script', () => {
    assert.equal(initialsOf('Ana'), 'A');
    assert.equal(initialsOf('ana maria petrova'), 'AP');
    assert.equal(initialsOf('山田 太郎'), '山太');
    assert.equal(initialsOf('👩‍🚀 Iva').at(-1), 'I');
    assert.equal(initialsOf('  '), '');
  });
});
