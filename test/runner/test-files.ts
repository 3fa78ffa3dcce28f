import { globSync } from 'node:fs';
import { join } from 'node:path';

const SHELVES = ['core', 'adapters', 'apps', 'platform', 'test', 'bench'];

/** Every `*.test.ts` of the repository under `root`, absolute and in order; only paths with one of `words`, when any is given. */
export function testFiles(root: string, words: readonly string[]): readonly string[] {
  return SHELVES.flatMap((shelf) =>
    globSync(`${shelf}/**/*.test.ts`, { cwd: root, exclude: (name) => name === 'node_modules' }),
  )
    .filter(
      (path) => !path.includes('node_modules') && (words.length === 0 || words.some((word) => path.includes(word))),
    )
    .sort()
    .map((path) => join(root, path));
}
