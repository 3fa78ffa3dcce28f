import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { collectAssets } from './kept-assets.ts';

const folder = mkdtempSync(join(tmpdir(), 'shared-payments-assets-'));

after(() => rmSync(folder, { recursive: true }));

function release(name: string, assets: Readonly<Record<string, string>>): string {
  const directory = join(folder, name);
  mkdirSync(join(directory, 'web/assets'), { recursive: true });
  const declaration = {
    processes: { api: 'api.js', jobs: 'jobs.js' },
    migrate: 'migrate.js',
    migrations: 'migrations',
    runs: [],
    packages: [],
    requiredSettings: [],
    web: { workspace: 'web', build: [], output: 'web' },
  };
  mkdirSync(join(directory, 'migrations'));
  writeFileSync(join(directory, 'release.json'), JSON.stringify(declaration));
  writeFileSync(join(directory, 'package.json'), '{"version":"1.0.0"}');
  writeFileSync(join(directory, 'web/index.html'), name);
  for (const [path, text] of Object.entries(assets)) writeFileSync(join(directory, 'web/assets', path), text);
  return directory;
}

describe('web assets of kept releases', () => {
  it('are all there for pages that were opened before, and go with the last release that has them', () => {
    const kept = join(folder, 'kept');
    const old = release('old', { 'page-1.js': 'one', 'same-1.css': 'same' });
    const next = release('next', { 'page-2.js': 'two', 'same-1.css': 'same' });
    collectAssets(kept, [old]);
    collectAssets(kept, [next, old]);
    assert.deepEqual(readdirSync(join(kept, 'assets')).toSorted(), ['page-1.js', 'page-2.js', 'same-1.css']);
    assert.equal(readFileSync(join(kept, 'assets/page-1.js'), 'utf8'), 'one');
    assert.equal(statSync(join(kept, 'assets/page-2.js')).ino, statSync(join(next, 'web/assets/page-2.js')).ino);
    collectAssets(kept, [next]);
    assert.deepEqual(readdirSync(join(kept, 'assets')).toSorted(), ['page-2.js', 'same-1.css']);
    collectAssets(kept, []);
    assert.deepEqual(readdirSync(join(kept, 'assets')), []);
  });
});
