import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { validate, version } from 'uuid';
import { createNewId } from './new-id.ts';

describe('ids', () => {
  it('are UUIDs of version 7, each its own, and rise in the order they were made', () => {
    const newId = createNewId();
    const ids = Array.from({ length: 5_000 }, newId);
    assert.ok(ids.every((id) => validate(id) && version(id) === 7));
    assert.equal(new Set(ids).size, ids.length);
    assert.deepEqual(ids.toSorted(), ids);
  });

  it('of two makers have nothing in common but the time', () => {
    const [one, other] = [createNewId()(), createNewId()()];
    assert.notEqual(one.slice(14), other.slice(14));
    assert.notEqual(one.slice(-12), other.slice(-12));
  });
});
