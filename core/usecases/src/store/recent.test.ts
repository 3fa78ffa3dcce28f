import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createRecent } from './recent.ts';

const LIMIT = 8;

function filled(count: number) {
  const recent = createRecent<number, string>(LIMIT);
  for (let key = 1; key <= count; key += 1) recent.set(key, `v${key}`);
  return recent;
}
// Each asked of one of its own: reading keeps an entry for longer.
const keptOf = (count: number) =>
  Array.from({ length: count }, (_, index) => index + 1).filter((key) => filled(count).get(key) !== undefined);

describe('recent entries', () => {
  it('are kept, at least half of the limit and never more than it, the newest always', () => {
    for (let count = 1; count <= 5 * LIMIT; count += 1) {
      const newest = Array.from({ length: Math.min(count, LIMIT / 2) }, (_, index) => count - index);
      const recent = filled(count);
      assert.ok(newest.every((key) => recent.get(key) === `v${key}`));
      assert.ok(keptOf(count).length <= LIMIT);
    }
  });

  it('stay while they are read, whatever comes after them', () => {
    const recent = filled(1);
    for (let key = 2; key <= 10 * LIMIT; key += 1) {
      recent.set(key, 'another');
      assert.equal(recent.get(1), 'v1');
    }
  });

  it('have their last value, and none once deleted or cleared', () => {
    const recent = filled(LIMIT);
    recent.set(1, 'again');
    recent.set(LIMIT, 'again');
    assert.deepEqual([recent.get(1), recent.get(LIMIT)], ['again', 'again']);
    recent.delete(LIMIT);
    recent.delete(1);
    assert.deepEqual(
      [recent.get(1), recent.get(LIMIT), recent.get(LIMIT - 1)],
      [undefined, undefined, `v${LIMIT - 1}`],
    );
    recent.clear();
    for (let key = 1; key <= LIMIT; key += 1) assert.equal(recent.get(key), undefined);
  });
});
