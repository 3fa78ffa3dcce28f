import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/** What the built app is made of, besides the libraries that the lock file names. */
const SOURCES = [
  'apps/web/{src,build,public}/**',
  'apps/web/*.*',
  'core/{contract,domain}/src/**',
  'package-lock.json',
];
const BUILD_TIMEOUT_MS = 5 * 60_000;
// The digest of the sources, beside what was built from them.
const MARK = '.sources';
const KEPT = 'node_modules/.cache/web';
const KEPT_FOR_MS = 24 * 3_600_000;

/** Puts the web app built from these sources where the API serves it from, and says so. Without it the API runs all the same. */
export function buildWeb(root: string): void {
  const place = join(root, 'apps/web/dist');
  const mark = join(place, MARK);
  const digest = digestOf(root);
  if (existsSync(mark) && readFileSync(mark, 'utf8') === digest) return;
  const built = builtWeb(root, digest);
  if (built === undefined) return;
  const fresh = `${built}-${process.pid}`;
  cpSync(built, fresh, { recursive: true });
  putInPlace(fresh, place);
}

/**
 * The folder of the web app built from these sources, which nobody may write to; undefined, with the reason said, where it
 * cannot be built. Built once: whoever asks again, or at the same time, finds the same folder.
 */
export function builtWeb(root: string, digest = digestOf(root)): string | undefined {
  const built = join(root, KEPT, digest);
  if (existsSync(built)) return built;
  const builder = join(root, 'node_modules/vite/bin/vite.js');
  if (!existsSync(builder)) {
    console.error('The web app is not built: its builder is not installed here.');
    return undefined;
  }
  console.error('Building the web app, because its sources are new …');
  forgetOld(dirname(built));
  // Built aside and put in place when it is whole: two at once do not write into each other's files.
  const aside = `${built}-${process.pid}`;
  const { status, stderr } = spawnSync(
    process.execPath,
    [builder, 'build', '--logLevel', 'warn', '--emptyOutDir', '--outDir', aside],
    { cwd: join(root, 'apps/web'), timeout: BUILD_TIMEOUT_MS, encoding: 'utf8' },
  );
  if (status !== 0) {
    rmSync(aside, { recursive: true, force: true });
    console.error(`The web app could not be built; the API runs without it.\n${stderr}`);
    return undefined;
  }
  writeFileSync(join(aside, MARK), digest);
  keep(aside, built);
  return built;
}

function keep(made: string, place: string): void {
  try {
    renameSync(made, place);
  } catch (error) {
    rmSync(made, { recursive: true, force: true });
    // Another was quicker, with the same sources.
    if (!existsSync(place)) throw error;
  }
}

/** Who takes an app copies it at once, so that one of yesterday has no reader. */
function forgetOld(folder: string): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const madeMs = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (madeMs < Date.now() - KEPT_FOR_MS) rmSync(path, { recursive: true, force: true });
  }
}

/** In the place of what lies there: a start that was quicker has the same sources. */
function putInPlace(made: string, place: string): void {
  const old = `${made}-old`;
  mkdirSync(place, { recursive: true });
  try {
    renameSync(place, old);
    renameSync(made, place);
  } catch (error) {
    if (!existsSync(join(place, 'index.html'))) throw error;
  } finally {
    for (const left of [made, old]) rmSync(left, { recursive: true, force: true });
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
