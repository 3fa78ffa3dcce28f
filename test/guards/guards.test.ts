import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Guard } from './guard.ts';
import { guards } from './guards.ts';
import { runWithout } from './run-without.ts';

const ROOT = join(import.meta.dirname, '../..');
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
/** Found within the first seeds, so that each change can afford it; all are tried by `npm run soak -- guards`. */
const QUICK = ['a capture is booked once, however often it is told', 'a request that is sent twice starts one payment'];
const QUICK_SEEDS = 20;

describe('the guards of payments', () => {
  it('stand where the list says, each once', () => {
    assert.equal(new Set(guards.map(({ name }) => name)).size, guards.length);
    for (const { name, file, guarded } of guards)
      assert.equal(readFileSync(join(ROOT, file), 'utf8').split(guarded).length - 1, 1, name);
  });

  for (const name of QUICK) {
    it(`are missed by the simulation when one is gone: ${name}`, async () => {
      const guard = guards.find((one) => one.name === name);
      assert.ok(guard && 'simulation' in guard.foundBy);
      const { isFound, how } = await runWithout(guard, QUICK_SEEDS);
      assert.ok(isFound, how);
    });
  }

  it(`are missed by their tests when one is gone (SEED=${seed})`, async () => {
    const tested = guards.filter(({ foundBy }) => 'testFile' in foundBy);
    const guard = tested[seed % tested.length];
    assert.ok(guard);
    const { isFound, how } = await runWithout(guard);
    assert.ok(isFound, `${guard.name}: ${how}`);
  });

  it('are not missed where nothing is gone', async () => {
    const [guard] = guards.filter(({ foundBy }) => 'testFile' in foundBy);
    assert.ok(guard);
    const whole: Guard = { ...guard, unguarded: `/* as it was */ ${guard.guarded}` };
    assert.equal((await runWithout(whole)).isFound, false);
  });
});
