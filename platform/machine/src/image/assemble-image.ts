import { cpSync, globSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildFailed } from '../releases/build-failed.ts';
import { readDeclaration } from '../releases/declaration.ts';
import { isInstalled, readLock } from '../releases/installed-packages.ts';
import { type Lock, type LockedPackage, neededPackages } from '../releases/locked-packages.ts';
import { placePackages } from '../releases/place-packages.ts';

export interface ImageOptions {
  /** A checkout with its packages installed. */
  readonly repository: string;
  /** Where the tree goes; made if it is not there. */
  readonly folder: string;
  /** The built web app. */
  readonly web: string;
}

const ROOT_FILES = ['package.json', 'release.json', 'LICENSE'];
const NOT_TO_RUN = /\/(node_modules|testing|dist|bench|pictures)(\/|$)|\.(test|contract)\.tsx?$|tsconfig\.json$/;
/** What packages bring for those who write against them. */
const FOR_AUTHORS = ['**/*.{map,d.ts,d.mts,d.cts}', '**/{test,tests,__tests__,.yarn,.github}/'];

/**
 * The files of the image: API and jobs with what they need to run, and the web app. This list is the only one: the Containerfile
 * runs it, and so does the test that starts the result. Node comes from the base. Gives the packages; throws `build_failed`.
 */
export async function assembleImage({ repository, folder, web }: ImageOptions): Promise<readonly LockedPackage[]> {
  const { declaration } = readDeclaration(repository);
  const lock = readLock(join(repository, 'package-lock.json'));
  const processes = Object.values(declaration.processes).map(workspaceOf);
  const packages = neededPackages(lock, processes, []);
  if (!isInstalled(repository, packages)) throw buildFailed('What is installed is not what the lock names: `npm ci`.');
  mkdirSync(folder, { recursive: true });
  for (const file of ROOT_FILES) cpSync(join(repository, file), join(folder, file));
  for (const workspace of [...processes, ...linkedBy(packages)]) {
    const from = join(repository, workspace);
    const filter = (path: string) => !NOT_TO_RUN.test(path.slice(from.length));
    cpSync(from, join(folder, workspace), { recursive: true, filter });
  }
  await placePackages(packages, repository, folder, 'copy');
  const installed = join(folder, 'node_modules');
  for (const path of globSync(FOR_AUTHORS, { cwd: installed }))
    rmSync(join(installed, path), { recursive: true, force: true });
  if (declaration.web !== undefined) cpSync(web, join(folder, declaration.web.output), { recursive: true });
  return packages;
}

/** Name and version of a package as a bill of materials calls it: `fastify@5.6.1`. */
export function nameOf(lock: Lock, { path, entry }: LockedPackage): string {
  if (entry.link !== true) return `${path.split('node_modules/').at(-1)}@${entry.version}`;
  return `${path.replace('node_modules/', '')}@${lock[entry.resolved ?? '']?.version}`;
}

function workspaceOf(program: string): string {
  return program.split('/').slice(0, 2).join('/');
}

function linkedBy(packages: readonly LockedPackage[]): readonly string[] {
  return packages.flatMap(({ entry }) => (entry.link === true && entry.resolved ? [entry.resolved] : []));
}
