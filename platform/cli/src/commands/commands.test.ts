import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { progressTo } from '../command-line/progress.ts';
import { type JsonDocument, runCommandLine } from '../command-line/run.ts';
import { deskOpener } from '../wiring/open-desk.ts';
import { allCommands } from './all-commands.ts';

interface Answer {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs one command line in a simulated place of its own. */
async function ops(...words: readonly string[]): Promise<Answer> {
  const [out, err]: [string[], string[]] = [[], []];
  const output = {
    print: (line: string) => void out.push(`${line}\n`),
    say: (line: string) => void err.push(`${line}\n`),
  };
  const report = progressTo(
    (text) => void err.push(text),
    () => undefined,
  );
  const openDesk = deskOpener({ OPS_DRIVER: 'simulated', OPS_ACTOR: 'ana' }, '/repository', { ...output, report });
  const code = await runCommandLine(words, allCommands, { ...output, nowMs: () => 0 }, openDesk);
  return { code, out: out.join(''), err: err.join('') };
}

async function opsJson(...words: readonly string[]): Promise<JsonDocument & { readonly code: number }> {
  const { code, out } = await ops(...words, '--json');
  assert.equal(out.split('\n').length, 2, 'one line');
  return { ...(JSON.parse(out) as JsonDocument), code };
}

describe('./ops', () => {
  it('deploys with one line per step in the present tense and a closing line, all of it on stderr', async () => {
    const { code, out, err } = await ops('deploy', '1.1.0', '-e', 'staging', '-r', 'a test');
    assert.deepEqual([code, out], [0, '']);
    const lines = err.trimEnd().split('\n');
    assert.equal(lines.length, 12);
    assert.match(lines[0] ?? '', /^ {2}✓ builds the release of 1\.1\.0/);
    for (const line of lines.slice(0, -1)) assert.match(line, /^ {2}✓ [a-z]+s .* \(.+\)$/);
    assert.equal(lines.at(-1), 'Deployment in staging succeeded (0 ms)');
  });

  it('prints the same plan for a dry run, and does nothing', async () => {
    const { code, out, err } = await ops('deploy', '1.1.0', '-e', 'production', '--dry-run');
    assert.equal(code, 0);
    assert.match(out, /5\. sends 5 % of new connections to green/);
    assert.match(err, /11 steps planned, nothing done/);
    assert.equal(out, (await ops('plan', '1.1.0', '-e', 'production')).out);
  });

  it('exits 1 and says why when a release is taken back', async () => {
    const { code, err, out } = await ops('deploy', '1.1.0-halfErrors', '-e', 'production');
    assert.equal(code, 1);
    assert.match(out, /The new release is worse: .* of its requests failed.*\[verdict_failed\]/);
    assert.match(err, /was rolled back; users are on the old release/);
  });

  for (const [words, code, error] of [
    [['rollback'], 1, 'nothing_to_do'],
    [['promote'], 1, 'nothing_to_do'],
    [['abort'], 1, 'nothing_to_do'],
    [['drain'], 1, 'nothing_to_do'],
    [['deploy', '9.9.9'], 1, 'release_unknown'],
    [['deploy', '1.0.0'], 1, 'already_deployed'],
    [['scale', '5'], 1, 'out_of_range'],
    [['prove'], 1, 'driver_unavailable'],
    [['upgrade'], 1, 'nothing_to_do'],
    [['prove', '--for', '1h'], 2, 'usage'],
    [['prove', '--for', '1h', '--every', 'often'], 2, 'usage'],
    [['prove', '--peer', 'moon'], 2, 'usage'],
    [['scale', 'many'], 2, 'usage'],
    [['rehearse', 'moon'], 2, 'usage'],
    [['status', '-e', 'moon'], 2, 'usage'],
    [['history', '--before', 'soon'], 2, 'usage'],
    [['verify', '--last', 'abc'], 2, 'usage'],
    [['scale', '0x2'], 2, 'usage'],
    [['rehearse', 'toString'], 2, 'usage'],
    [['rehearse', 'staging', '9.9.9', '--base', '1.0.0'], 1, 'release_unknown'],
    [['logs', '--source', 'red'], 2, 'usage'],
    [['infra'], 2, 'usage'],
    [['infra', 'dif'], 2, 'usage'],
    [['infra', 'synth', 'moon'], 2, 'usage'],
    [['infra', 'diff', '--fail-on', 'rain'], 2, 'usage'],
    [['infra', 'diff', 'production', '--since', 'no-such'], 1, 'synthesis_failed'],
    [['infra', 'change-set', 'release'], 2, 'usage'],
    [['infra', 'watch'], 1, 'nothing_to_do'],
  ] as const) {
    it(`refuses \`${words.join(' ')}\` with exit code ${code} and \`${error}\``, async () => {
      const text = await ops(...words);
      assert.equal(text.code, code);
      assert.match(text.err, new RegExp(`^(?: {2}✓ builds .+\\n)?Error: .+ \\[${error}\\]\\nTry: .+\\n$`));
      const document = await opsJson(...words);
      assert.deepEqual([document.code, document.ok, document.result, document.error?.code], [code, false, null, error]);
    });
  }

  it('answers with one JSON document on stdout for every command that has something to answer', async () => {
    for (const line of [
      'plan 1.1.0',
      'deploy 1.1.0',
      'status',
      'history',
      'history --dora',
      'verify',
      'scale 2',
      'logs',
      'doctor',
      'rehearse staging 1.1.0 --base 1.0.0',
    ]) {
      const document = await opsJson(...line.split(' '));
      assert.deepEqual(
        [document.command, document.ok, document.code, document.error],
        [line.split(' ')[0], true, 0, null],
        line,
      );
      assert.notEqual(document.result, null);
    }
  });

  it('documents the JSON of every command, and of no other', () => {
    const page = readFileSync(new URL('../../json-output.md', import.meta.url), 'utf8');
    const headings = [...page.matchAll(/^## (.+)$/gm)].map((match) => match[1]);
    assert.deepEqual(headings.toSorted(), allCommands.map((command) => command.name).toSorted());
  });

  it('names each documented field as it prints it', async () => {
    const page = readFileSync(new URL('../../json-output.md', import.meta.url), 'utf8');
    for (const line of [
      'plan 1.1.0',
      'deploy 1.1.0',
      'status',
      'verify',
      'capacity',
      'history --dora',
      'rehearse staging 1.1.0 --base 1.0.0',
    ]) {
      const { result, command } = await opsJson(...line.split(' '));
      const section = page.split(`## ${command}\n`)[1]?.split('\n## ')[0] ?? '';
      for (const field of Object.keys(result as object))
        assert.ok(section.includes(`\`${field}\``), `${command}: ${field}`);
    }
  });

  it('names the environment that was probably meant', async () => {
    for (const words of [
      ['status', '-e', 'prod'],
      ['rehearse', 'produktion'],
    ])
      assert.match((await ops(...words)).err, /\nTry: Did you mean `production`\?\n$/);
  });

  it('shows who has the users, and what to do about what is odd', async () => {
    assert.match((await ops('status')).out, /blue {3}100 % of users, ready, 1 of 1 workers/);
    assert.match((await ops('status')).out, /\nkept {3}.*1\.0\.0/);
    assert.match((await ops('history')).out, /deployment 1\.0\.0 \(1\.0\.0-c\) succeeded/);
    assert.match((await ops('doctor')).out, /✓ users .*\n✓ workers/);
  });
});
