import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type JsonDocument, runCommandLine } from '../command-line/run.ts';
import { deskOpener } from '../wiring/open-desk.ts';
import { capacityCommand } from './capacity.ts';

async function run(...words: readonly string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const output = { print: (line: string) => void out.push(line), say: (line: string) => void err.push(line) };
  const openDesk = deskOpener({ OPS_DRIVER: 'simulated', OPS_ACTOR: 'ana' }, '/repository', {
    ...output,
    report: () => undefined,
  });
  const code = await runCommandLine(words, [capacityCommand], { ...output, nowMs: () => 0 }, openDesk);
  return { code, out: out.join('\n'), err: err.join('\n') };
}

describe('./ops capacity', () => {
  it('prints its assumptions, then what holds and what does not, then what a month costs', async () => {
    const { code, out } = await run('capacity');
    assert.equal(code, 0);
    assert.match(out, /^3 to 10 tasks; a task answers 166 requests a second/);
    assert.match(out, /✓ +1,000,000 users, daily wave/);
    assert.match(out, /✗ 10,000,000 users, daily wave .* needs max \d+/);
    assert.match(out, /1,000,000 users, flash crowd .* needs min \d+ and no max/);
    assert.match(out, /A month of usual days/);
  });

  it('counts with the figure it is given, and refuses one that is none', async () => {
    const { out } = await run('capacity', '--answers', '500', '--json');
    const { result } = JSON.parse(out) as JsonDocument;
    const { rows } = result as unknown as {
      readonly rows: readonly { readonly users: number; readonly holds: boolean }[];
    };
    const usual = await run('capacity', '--json');
    assert.equal(rows.length, 15);
    assert.notEqual(out, usual.out);
    const refused = await run('capacity', '--answers', 'many');
    assert.equal(refused.code, 2);
    assert.match(refused.err, /answers is `many`/);
  });
});
