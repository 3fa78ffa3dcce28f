import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { buildWeb, builtWeb } from './build-web.ts';

/** Stands where Vite stands: copies the source, tells that it ran, and fails on a source that says so. */
const BUILDER = `import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
const out = process.argv[process.argv.indexOf('--outDir') + 1];
const source = readFileSync('src/app.ts', 'utf8');
appendFileSync('../../runs', 'x');
await new Promise((resolve) => setTimeout(resolve, 200));
mkdirSync(out, { recursive: true });
writeFileSync(out + '/index.html', source);
if (source === 'broken') { console.error('app.ts: a comma is missing'); process.exit(1); }
`;
const MODULE = new URL('./build-web.ts', import.meta.url).href;
const DAY_MS = 24 * 3_600_000;
const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'build-web-'));
let roots = 0;
after(() => rmSync(folder, { recursive: true, force: true }));

function freshRoot(source: string) {
  roots += 1;
  const root = join(folder, String(roots));
  mkdirSync(join(root, 'apps/web/src'), { recursive: true });
  mkdirSync(join(root, 'node_modules/vite/bin'), { recursive: true });
  writeFileSync(join(root, 'node_modules/vite/package.json'), '{"type":"module"}');
  writeFileSync(join(root, 'node_modules/vite/bin/vite.js'), BUILDER);
  writeFileSync(join(root, 'runs'), '');
  const write = (text: string) => writeFileSync(join(root, 'apps/web/src/app.ts'), text);
  write(source);
  const kept = join(root, 'node_modules/.cache/web');
  return {
    root,
    write,
    kept,
    runs: () => readFileSync(join(root, 'runs'), 'utf8').length,
    served: () => readFileSync(join(root, 'apps/web/dist/index.html'), 'utf8'),
  };
}

describe('the web app of a work tree', () => {
  it('is built where its sources are new, and only there', () => {
    const { root, write, runs, served } = freshRoot('one');
    buildWeb(root);
    buildWeb(root);
    assert.deepEqual([served(), runs()], ['one', 1]);
    write('two');
    buildWeb(root);
    assert.deepEqual([served(), runs()], ['two', 2]);
    write('one');
    buildWeb(root);
    assert.deepEqual([served(), runs()], ['one', 2], 'what was built before is taken again');
  });

  it('is whole for each of four that ask at once, and none leaves anything behind', async () => {
    const { root, kept, served } = freshRoot('one');
    const start = `import(${JSON.stringify(MODULE)}).then((web) => web.buildWeb(${JSON.stringify(root)}))`;
    await Promise.all(Array.from({ length: 4 }, () => run(process.execPath, ['-e', start])));
    assert.equal(served(), 'one');
    assert.equal(readdirSync(kept).length, 1, readdirSync(kept).join());
  });

  it('stays as it was when the sources cannot be built, and leaves nothing half done', () => {
    const { root, write, kept, served } = freshRoot('one');
    buildWeb(root);
    write('broken');
    buildWeb(root);
    assert.equal(served(), 'one');
    assert.equal(builtWeb(root), undefined);
    assert.equal(readdirSync(kept).length, 1);
  });

  it('of other sources is forgotten after a day', () => {
    const { root, write, kept } = freshRoot('one');
    const first = builtWeb(root) ?? '';
    const yesterday = new Date(Date.now() - 2 * DAY_MS);
    utimesSync(first, yesterday, yesterday);
    write('two');
    const second = builtWeb(root) ?? '';
    assert.deepEqual(readdirSync(kept), [second.slice(kept.length + 1)]);
  });

  it('is not missed where nothing is there to build it with', () => {
    const { root } = freshRoot('one');
    rmSync(join(root, 'node_modules/vite'), { recursive: true });
    assert.equal(builtWeb(root), undefined);
  });
});
