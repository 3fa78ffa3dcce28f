import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runKillCycles } from './kill-cycles.ts';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const CYCLES = 6;

test('an API killed at any moment under writes keeps every answer it gave, and repeated keys have one effect', async (context) => {
  context.diagnostic(`SEED=${seed}`);
  const { findings, ...counted } = await runKillCycles({ count: CYCLES, seed });
  context.diagnostic(JSON.stringify(counted));
  assert.deepEqual(findings, []);
  assert.equal(counted.cycles, CYCLES);
  assert.ok(counted.answeredWrites > 50, 'too few writes were answered to tell anything');
  assert.ok(counted.unansweredWrites > 0, 'no write was cut off: the kills came at idle moments');
});
