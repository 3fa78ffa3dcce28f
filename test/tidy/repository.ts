import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(fileURLToPath(import.meta.url), '../../..');

/** Paths of all files of the repository, as git sees them: tracked, and new ones it does not ignore. */
export function repositoryFiles(): readonly string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    cwd: root,
    encoding: 'utf8',
  });
  return [...new Set(listed.split('\0'))].filter((path) => path !== '' && existsSync(join(root, path))).sort();
}

export const isCode = (path: string) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts');

export function textOf(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}
