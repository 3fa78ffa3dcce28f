import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, it } from 'node:test';

const root = resolve(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const declaration = JSON.parse(read('release.json')) as {
  readonly processes: Readonly<Record<string, string>>;
  readonly migrate: string;
  readonly migrations: string;
  readonly runs: readonly string[];
  readonly settings: readonly string[];
};
/** What the driver sets itself, for each process it starts. */
const OF_THE_DRIVER = ['LISTEN', 'RELEASE', 'ENVIRONMENT', 'KEPT_WEB_DIR'];

function settingsOf(path: string): readonly string[] {
  return [...read(path).matchAll(/^ {2}([A-Z][A-Z_]+): Type\./gm)].map((match) => match[1] ?? '');
}

describe('release.json', () => {
  it('names only what is there', () => {
    const { processes, migrate, migrations, runs } = declaration;
    const paths = [...Object.values(processes), migrate, migrations, ...runs];
    assert.deepEqual(
      paths.filter((path) => !existsSync(join(root, path))),
      [],
    );
  });

  it('names every setting that the API and the jobs read, so that a start passes on what it is given', () => {
    const read = [...settingsOf('apps/api/src/config.ts'), ...settingsOf('apps/jobs/src/config.ts')];
    assert.ok(read.length > 10);
    const expected = [...new Set(read)].filter((name) => !OF_THE_DRIVER.includes(name));
    assert.deepEqual(declaration.settings.toSorted(), expected.toSorted());
  });
});
