import { hash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Release } from '@shared-payments/operations';
import { breather } from './breathe.ts';
import { readDeclaration } from './declaration.ts';

/** The revision that means the files as they lie here, committed or not. Only `npm start` runs them. */
export const WORK_TREE = '.';
const PREFIX = 'dev-';
const DIGEST_CHARACTERS = 24;
/** What a release runs; documents and the operator’s own half do not change it. */
const SHELVES = ['adapters', 'apps', 'core'];
const FILES = ['package.json', 'package-lock.json', 'release.json'];
const LEFT_OUT = new Set(['node_modules', 'dist']);

export const isWorkTree = (digest: string) => digest.startsWith(PREFIX);

/** The work tree as a release that runs where it lies: nothing is copied, so it is only as immutable as one leaves it. */
export async function workTreeRelease(repository: string, nowMs: number): Promise<Release> {
  const { declaration, version, migrations } = readDeclaration(repository);
  const { requiredSettings } = declaration;
  const digest = await workTreeDigest(repository);
  return { digest, version, revision: digest, committedAtMs: nowMs, builtAtMs: nowMs, migrations, requiredSettings };
}

/** `dev-` and the start of a SHA-256 over path and content of everything that runs. */
export async function workTreeDigest(repository: string): Promise<string> {
  const breathe = breather();
  const lines: string[] = [];
  for (const path of [...FILES, ...SHELVES.flatMap((shelf) => [...filesBelow(repository, shelf)])].sort()) {
    lines.push(`${path} ${hash('sha256', readFileSync(join(repository, path)))}`);
    await breathe();
  }
  return PREFIX + hash('sha256', lines.join('\n')).slice(0, DIGEST_CHARACTERS);
}

/** The release of the work tree that was started last; it stays known while its processes run. */
export function workTreeRecord(path: string) {
  return {
    read: (): Release | undefined =>
      existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Release) : undefined,
    write: (release: Release) => {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(`${path}.next`, JSON.stringify(release));
      renameSync(`${path}.next`, path);
    },
  };
}

function* filesBelow(repository: string, folder: string): Generator<string> {
  if (!existsSync(join(repository, folder))) return;
  for (const entry of readdirSync(join(repository, folder), { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isFile()) yield path;
    else if (entry.isDirectory() && !LEFT_OUT.has(entry.name)) yield* filesBelow(repository, path);
  }
}
