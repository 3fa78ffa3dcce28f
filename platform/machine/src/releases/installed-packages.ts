import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildFailed } from './build-failed.ts';
import type { Lock, LockedPackage } from './locked-packages.ts';

/** Reads a lock file, of version 3 or later; `build_failed` when there is none. */
export function readLock(path: string): Lock {
  if (!existsSync(path)) throw buildFailed('The revision has no package-lock.json.');
  const { lockfileVersion, packages } = JSON.parse(readFileSync(path, 'utf8')) as {
    lockfileVersion?: number;
    packages?: Lock;
  };
  if (lockfileVersion === undefined || lockfileVersion < 3 || packages === undefined) {
    throw buildFailed('package-lock.json is older than version 3: write it again with npm 9 or newer.');
  }
  return packages;
}

/** Whether what is installed in `directory` is what the lock asks for, package for package, as npm noted it there. */
export function isInstalled(directory: string, packages: readonly LockedPackage[]): boolean {
  const note = join(directory, 'node_modules/.package-lock.json');
  if (!existsSync(note)) return packages.every(({ entry }) => entry.link === true);
  const installed = (JSON.parse(readFileSync(note, 'utf8')) as { packages: Lock }).packages;
  return packages.every(({ path, entry }) => {
    if (entry.link === true) return true;
    const found = installed[path];
    if (found === undefined || !existsSync(join(directory, path))) return entry.optional === true;
    return found.version === entry.version && found.integrity === entry.integrity;
  });
}
