import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Figure } from './measurement.ts';
import { closingLine, tableOf } from './report/table.ts';
import { median, medianAndSpread, quantile } from './statistics.ts';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
const run = (...words: string[]) => spawnSync(process.execPath, [MAIN, ...words], { encoding: 'utf8' });

const measured = (...figures: Figure[]) => [{ name: 'one', title: 'One', figures }];

describe('bench', () => {
  it('says of every goal whether it was met, and names the missed ones once more at the end', () => {
    const quick: Figure = { what: 'reads', value: 0.61, unit: '', goal: { atLeast: 0.6 } };
    const slow: Figure = { what: 'page', value: 20.1, unit: 'ms', goal: { atMost: 20 }, note: 'median' };
    const told: Figure = { what: 'memory', value: 300, unit: 'MB' };
    const [one] = measured(quick, slow, told);
    assert.ok(one);
    assert.deepEqual(tableOf(one), [
      'One',
      '  reads   0.61       goal ≥ 0.6    met',
      '  page    20.1 ms    goal ≤ 20 ms  MISSED',
      '      median',
      '  memory  300 MB',
    ]);
    assert.equal(closingLine([one], 3.4), '1 of 2 goals met; missed: page (3 s)');
  });

  it('takes a value on the goal itself for met', () => {
    const even: Figure = { what: 'even', value: 20, unit: 'ms', goal: { atMost: 20 } };
    assert.equal(closingLine(measured(even), 0), '1 of 1 goals met (0 s)');
  });

  it('takes the middle of the rounds, tells the outermost, and refuses to make a figure of nothing', () => {
    assert.equal(median([9, 1, 5]), 5);
    assert.equal(median([4, 1, 2, 10]), 3);
    assert.deepEqual(medianAndSpread([3, 1, 2]), { value: 2, spread: { lowest: 1, highest: 3 } });
    assert.equal(quantile([...Array(100).keys()], 0.95), 94);
    assert.throws(() => median([]), /No value/);
  });

  it('prints one JSON document and nothing else with --json', () => {
    const { stdout, status } = run('--json', 'settlement');
    const document = JSON.parse(stdout) as { machine: { cores: number }; measured: { name: string }[] };
    assert.deepEqual([status, document.measured.map(({ name }) => name)], [0, ['settlement']]);
    assert.ok(document.machine.cores > 0);
  });

  it('refuses a word that selects nothing, and tells which there are', () => {
    const { status, stderr } = run('nonsense');
    assert.equal(status, 2);
    assert.match(stderr, /Try: balance-reads, durable-bills/);
  });
});
