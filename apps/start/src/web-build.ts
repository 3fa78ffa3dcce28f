import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the built app is made of, besides the libraries that the lock file names. */
const SOURCES = [
  'apps/web/{src,build,public}/**',
  'apps/web/*.*',
  'core/{contract,domain}/src/**',
  'package-lock.json',
];
const BUILD_TIMEOUT_MS = 5 * 60_000;

/** Builds the web app where it is not built from these sources, and says so. Without it the API runs all the same. */
export function buildWeb(root: string): void {
  const folder = join(root, 'apps/web');
  const kept = join(folder, 'dist/.sources');
  const digest = digestOf(root);
  if (existsSync(kept) && readFileSync(kept, 'utf8') === digest) return;
  const builder = join(root, 'node_modules/vite/bin/vite.js');
  if (!existsSync(builder)) {
    console.error('The web app is not built: its builder is not installed here.');
    return;
  }
  console.log('Building the web app, because its sources are new …');
  // Built aside and put in place when it is whole: two starts at once do not write into each other's files.
  const aside = join(root, `node_modules/.cache/web-${process.pid}`);
  const { status, stderr } = spawnSync(
    process.execPath,
    [builder, 'build', '--logLevel', 'warn', '--emptyOutDir', '--outDir', aside],
    { cwd: folder, timeout: BUILD_TIMEOUT_MS, encoding: 'utf8' },
  );
  if (status === 0) {
    writeFileSync(join(aside, '.sources'), digest);
    putInPlace(aside, join(folder, 'dist'));
  } else {
    console.error(`The web app could not be built; the API runs without it.\n${stderr}`);
  }
  rmSync(aside, { recursive: true, force: true });
}

function putInPlace(made: string, place: string): void {
  const old = `${made}-old`;
  mkdirSync(place, { recursive: true });
  try {
    renameSync(place, old);
    renameSync(made, place);
  } catch (error) {
    // Another start was quicker, with the same sources.
    if (!existsSync(join(place, 'index.html'))) throw error;
  } finally {
    rmSync(old, { recursive: true, force: true });
  }
}

function digestOf(root: string): string {
  const hash = createHash('sha256');
  const paths = globSync(SOURCES, { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  for (const path of paths.toSorted()) hash.update(path.slice(root.length)).update('\0').update(readFileSync(path));
  return hash.digest('hex');
}
