import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LARGER_FILES, LARGER_FUNCTIONS } from './exemptions.ts';
import { functionSizes } from './functions.ts';
import { isCode, repositoryFiles, textOf } from './repository.ts';

const FILE_LINES_MAX = 400;
const FUNCTION_LINES_MAX = 60;

const code = repositoryFiles().filter(isCode);
const isTest = (path: string) => /\.(test|contract)\.tsx?$/.test(path);

describe('sizes', () => {
  it(`a file has at most ${FILE_LINES_MAX} lines`, () => {
    const sizes = code.map((path) => [path, textOf(path).split('\n').length - 1] as const);
    const wrong = sizes.filter(([path, lines]) => lines > (LARGER_FILES[path] ?? FILE_LINES_MAX));
    assert.deepEqual(wrong, []);
    const needless = Object.keys(LARGER_FILES).filter(
      (path) => !sizes.some(([at, lines]) => at === path && lines > FILE_LINES_MAX),
    );
    assert.deepEqual(needless, [], 'exemptions that are no longer needed');
  });

  it(`a function has at most ${FUNCTION_LINES_MAX} lines of code`, () => {
    const sizes = code.flatMap((path) =>
      functionSizes(path, textOf(path))
        // The body of a `describe` is a table of contents: its length says nothing.
        .filter(({ name }) => !(isTest(path) && (name === 'anonymous' || name.endsWith('Contract'))))
        .map(({ name, line, lines }) => ({ key: `${path}:${name}`, at: `${path}:${line} ${name}`, lines })),
    );
    const wrong = sizes.filter(({ key, lines }) => lines > (LARGER_FUNCTIONS[key] ?? FUNCTION_LINES_MAX));
    assert.deepEqual(
      wrong.map(({ at, lines }) => `${at}: ${lines}`),
      [],
    );
    const needless = Object.keys(LARGER_FUNCTIONS).filter(
      (key) => !sizes.some((size) => size.key === key && size.lines > FUNCTION_LINES_MAX),
    );
    assert.deepEqual(needless, [], 'exemptions that are no longer needed');
  });
});
