import assert from 'node:assert/strict';
import { dirname } from 'node:path';
import { describe, it } from 'node:test';
import { allCommands } from '../../platform/cli/src/commands/all-commands.ts';
import { repositoryFiles, textOf } from './repository.ts';

const files = repositoryFiles();
const pages = files.filter((path) => path.endsWith('.md'));

/** Of the whole, and of the package that a page is about. */
function scriptsAt(path: string): readonly string[] {
  const manifests = ['package.json', `${dirname(path)}/package.json`].filter((it) => files.includes(it));
  return manifests.flatMap((it) => Object.keys((JSON.parse(textOf(it)) as { scripts?: object }).scripts ?? {}));
}

/** What follows `./ops` in backticks or at the start of a line of a block of code: the words up to the first option. */
function opsCallsIn(text: string): readonly string[] {
  return [...text.matchAll(/(?:`|^\$ |^|&& )\.\/ops ([a-z][a-z -]*)/gm)].map(([, words = '']) => words.trim());
}

function scriptsRunIn(text: string): readonly string[] {
  return [...text.matchAll(/npm run (?:-s )?([a-z][\w:-]*)/g)].map(([, name = '']) => name);
}

describe('commands cited in the pages', () => {
  it('of ./ops exist', () => {
    const names = allCommands.map(({ name }) => name);
    const isKnown = (call: string) => names.some((name) => call === name || call.startsWith(`${name} `));
    const cited = pages.flatMap((path) => opsCallsIn(textOf(path)).map((call) => ({ path, call })));
    assert.ok(cited.length > 10, 'some are cited at all');
    assert.deepEqual(
      cited.filter(({ call }) => !isKnown(call)),
      [],
    );
  });

  it('of npm are scripts of the package', () => {
    const cited = pages.flatMap((path) => scriptsRunIn(textOf(path)).map((name) => ({ path, name })));
    assert.ok(cited.length > 3, 'some are cited at all');
    assert.deepEqual(
      cited.filter(({ path, name }) => !scriptsAt(path).includes(name)),
      [],
    );
  });
});
