import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { takeTurns } from './take-turns.ts';

describe('turns', () => {
  it('go round those that are fit, and to nobody when none is', () => {
    const turns = takeTurns();
    assert.equal(
      turns.next(() => true),
      undefined,
    );
    turns.set(['a', 'b', 'c']);
    const taken = Array.from({ length: 4 }, () => turns.next((id) => id !== 'b'));
    assert.deepEqual(taken.toSorted(), ['a', 'a', 'c', 'c']);
    assert.equal(
      turns.next(() => false),
      undefined,
    );
  });
});
