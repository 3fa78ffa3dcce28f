import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { allCommands } from '../commands/all-commands.ts';
import { helpText } from './help.ts';
import { nearest } from './nearest.ts';
import { parseCommandLine } from './parse.ts';

const parse = (line: string) => parseCommandLine(line.split(' ').filter(Boolean), allCommands);

describe('command line', () => {
  it('reads arguments, options, short options and defaults', () => {
    const parsed = parse('rehearse production v2 -e staging --base v1 --json');
    assert.equal(parsed.kind, 'run');
    assert.deepEqual(parsed.kind === 'run' && parsed.invocation, {
      command: 'rehearse',
      arguments: { environment: 'production', revision: 'v2' },
      options: { base: 'v1', rate: '100', environment: 'staging', json: true },
    });
  });

  for (const [line, message, remedy] of [
    ['dploy', /no command `dploy`/, /`deploy`/],
    ['stauts', /no command `stauts`/, /`status`/],
    ['xyzzyx', /no command `xyzzyx`/, /--help/],
    ['deploy --dryrun', /no option `--dryrun`/, /`--dry-run`/],
    ['deploy --resaon x', /no option `--resaon`/, /`--reason`/],
    ['deploy --reason', /`--reason` needs a value/, /deploy --help/],
    ['deploy --reason --json', /`--reason` needs a value/, /deploy --help/],
    ['deploy --json=yes', /`--json` takes no value/, /deploy --help/],
    ['deploy one two', /does not know what to do with `two`/, /deploy --help/],
    ['scale', /`scale` needs workers/, /scale --help/],
  ] as const) {
    it(`refuses \`${line}\` and names what may have been meant`, () => {
      assert.throws(() => parse(line), { code: 'usage', message, remedy });
    });
  }

  it('gives help for all, and for one, from the commands themselves', () => {
    for (const line of ['', '--help', '-h', 'help'])
      assert.deepEqual(parse(line), { kind: 'help', command: undefined });
    for (const command of allCommands) {
      for (const line of [`${command.name} --help`, `${command.name} -h`, `help ${command.name}`]) {
        assert.deepEqual(parse(line), { kind: 'help', command });
      }
      const page = helpText(allCommands, command);
      for (const name of [...Object.keys(command.options), 'json', 'environment'])
        assert.ok(page.includes(`--${name}`), name);
      assert.ok(helpText(allCommands).includes(command.summary));
    }
  });

  it('has examples in its help that can be parsed', () => {
    for (const { examples } of allCommands) {
      assert.ok(examples.length > 0);
      for (const example of examples) {
        const words = [...example.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '');
        assert.equal(parseCommandLine(words, allCommands).kind, 'run', example);
      }
    }
  });
});

describe('nearest name', () => {
  it('sees through a swap, a slip and a missing letter, and not through anything', () => {
    const names = ['status', 'scale', 'drain'];
    assert.deepEqual(
      ['sttaus', 'scalr', 'dran', 'promote', 'stat'].map((word) => nearest(word, names)),
      ['status', 'scale', 'drain', undefined, 'status'],
    );
  });
});
