import { existsSync, linkSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readDeclaration } from './declaration.ts';

/**
 * Brings together `assets/` of the web apps of all `releases` (folders, newest first) in `directory`, so that a page that was
 * opened before a switch finds its own whichever release answers. What no release has any more goes. Files are shared, not copied.
 */
export function collectAssets(directory: string, releases: readonly string[]): void {
  const wanted = new Map<string, string>();
  for (const release of releases) {
    for (const [path, from] of assetsOf(release)) if (!wanted.has(path)) wanted.set(path, from);
  }
  for (const [path, from] of wanted) {
    const to = join(directory, path);
    if (existsSync(to)) continue;
    mkdirSync(dirname(to), { recursive: true });
    // Two commands may do this at once: each links a file of its own and moves it in place.
    const fresh = `${to}.${process.pid}`;
    linkSync(from, fresh);
    renameSync(fresh, to);
    rmSync(fresh, { force: true });
  }
  for (const path of filesBelow(directory)) if (!wanted.has(path)) rmSync(join(directory, path));
}

function assetsOf(release: string): readonly (readonly [string, string])[] {
  const { web } = readDeclaration(release).declaration;
  if (web === undefined) return [];
  const folder = join(release, web.output, 'assets');
  return [...filesBelow(folder)].map((path) => [`assets/${path}`, join(folder, path)]);
}

function* filesBelow(folder: string): Generator<string> {
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (!entry.isDirectory()) yield entry.name;
    else for (const path of filesBelow(join(folder, entry.name))) yield `${entry.name}/${path}`;
  }
}
