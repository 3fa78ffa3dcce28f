import {
  chmodSync,
  constants,
  copyFileSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { dirname, isAbsolute, join, relative } from 'node:path';
import { breather } from './breathe.ts';
import { buildFailed } from './build-failed.ts';
import type { LockedPackage } from './locked-packages.ts';

const EXECUTABLE = 0o100;

/** `link` shares the files of another release, which nobody changes; `copy` takes them from where somebody may. */
export type PlacingMethod = 'link' | 'copy';

/** Puts `packages` as they are below `from` at the same paths below `to`. Workspaces become links that stay inside `to`. */
export async function placePackages(
  packages: readonly LockedPackage[],
  from: string,
  to: string,
  method: PlacingMethod,
): Promise<void> {
  const breathe = breather();
  for (const { path, entry } of packages) {
    if (entry.link === true) {
      mkdirSync(dirname(join(to, path)), { recursive: true });
      symlinkSync(relative(dirname(path), entry.resolved ?? ''), join(to, path));
      continue;
    }
    for (const file of filesOf(from, path, entry.optional === true)) {
      mkdirSync(dirname(join(to, file.path)), { recursive: true });
      placeFile(join(from, file.path), join(to, file.path), file.isLink, method);
      await breathe();
    }
  }
}

interface PackageFile {
  readonly path: string;
  readonly isLink: boolean;
}

/** Packages inside a package have entries of their own. An optional one may be meant for another system. */
function* filesOf(from: string, folder: string, isOptional: boolean): Generator<PackageFile> {
  let entries: ReturnType<typeof listed>;
  try {
    entries = listed(join(from, folder));
  } catch (error) {
    if (isOptional && (error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (!entry.isDirectory()) yield { path, isLink: entry.isSymbolicLink() };
    else if (entry.name !== 'node_modules') yield* filesOf(from, path, false);
  }
}

function listed(folder: string) {
  return readdirSync(folder, { withFileTypes: true });
}

function placeFile(from: string, to: string, isLink: boolean, method: PlacingMethod): void {
  if (isLink) {
    const target = readlinkSync(from);
    if (isAbsolute(target)) throw buildFailed(`${from} is a link to ${target}, outside of what is released.`);
    symlinkSync(target, to);
    return;
  }
  if (method === 'link') {
    linkSync(from, to);
    return;
  }
  // A file system that can share blocks until one side changes does so.
  copyFileSync(from, to, constants.COPYFILE_FICLONE);
  protectFile(to);
}

/** A release is not written to: not by itself, and not by somebody who takes it for a work tree. */
export function protectFile(path: string): void {
  chmodSync(path, (statSync(path).mode & EXECUTABLE) === 0 ? 0o444 : 0o555);
}
