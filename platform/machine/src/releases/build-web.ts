import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildFailed } from './build-failed.ts';
import type { Declaration } from './declaration.ts';
import { type Lock, type LockedPackage, neededPackages } from './locked-packages.ts';
import { installationOf } from './packages-of.ts';
import { placePackages } from './place-packages.ts';
import { runProgram } from './run-program.ts';

const BUILD_TIMEOUT_MS = 10 * 60_000;

export interface WebBuild {
  readonly web: NonNullable<Declaration['web']>;
  readonly lock: Lock;
  readonly repository: string;
  readonly content: string;
  readonly workshop: string;
}

/** Builds the web app of the revision beside its content, with what serves development at hand, and puts the result into it. */
export async function buildWeb({ web, lock, repository, content, workshop }: WebBuild): Promise<void> {
  const packages: readonly LockedPackage[] = neededPackages(withDevelopment(lock, web.workspace), [web.workspace], []);
  const bench = join(workshop, 'web');
  const installation = await installationOf(packages, repository, content, workshop);
  cpSync(content, bench, { recursive: true, verbatimSymlinks: true });
  await placePackages(packages, installation, bench, 'copy');
  await runProgram(process.execPath, web.build, { directory: bench, timeoutMs: BUILD_TIMEOUT_MS });
  if (!existsSync(join(bench, web.output))) throw buildFailed(`The web app's build made no ${web.output}.`);
  cpSync(join(bench, web.output), join(content, web.output), { recursive: true });
}

function withDevelopment(lock: Lock, workspace: string): Lock {
  const entry = lock[workspace];
  if (entry === undefined) throw buildFailed(`package-lock.json has no ${workspace}, which release.json names.`);
  return { ...lock, [workspace]: { ...entry, dependencies: { ...entry.dependencies, ...entry.devDependencies } } };
}
