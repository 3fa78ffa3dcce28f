import { hash } from 'node:crypto';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '@shared-payments/operations';
import { buildFailed } from './build-failed.ts';
import { isInstalled } from './installed-packages.ts';
import type { LockedPackage } from './locked-packages.ts';
import { runProgram } from './run-program.ts';

const INSTALL_TIMEOUT_MS = 10 * 60_000;

/** Equal for lists of equal packages on equal systems. */
export function packagesKey(packages: readonly LockedPackage[]): string {
  const list = packages.map(({ path, entry }) => [
    path,
    entry.version ?? '',
    entry.integrity ?? '',
    entry.resolved ?? '',
  ]);
  return hash('sha256', canonicalJson([process.platform, process.arch, list]));
}

/** The folder that holds `packages` installed: the repository when it has just these, else a fresh installation in `workshop`. */
export async function installationOf(
  packages: readonly LockedPackage[],
  repository: string,
  content: string,
  workshop: string,
): Promise<string> {
  if (isInstalled(repository, packages)) return repository;
  const fresh = join(workshop, 'installation');
  cpSync(content, fresh, { recursive: true, verbatimSymlinks: true });
  await runProgram('npm', ['ci', '--no-audit', '--no-fund'], { directory: fresh, timeoutMs: INSTALL_TIMEOUT_MS });
  if (!isInstalled(fresh, packages)) throw buildFailed('`npm ci` did not install what package-lock.json names.');
  return fresh;
}
