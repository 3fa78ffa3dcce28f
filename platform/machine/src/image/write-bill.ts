import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildFailed } from '../releases/build-failed.ts';
import { readLock } from '../releases/installed-packages.ts';
import type { LockedPackage } from '../releases/locked-packages.ts';
import { runProgram } from '../releases/run-program.ts';
import { nameOf } from './assemble-image.ts';

/** In the image, beside what it lists. */
export const BILL = 'sbom.cdx.json';

const TIMEOUT_MS = 120_000;

interface CycloneDx {
  readonly components: readonly { readonly 'bom-ref': string }[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[];
}

/**
 * A bill of materials in CycloneDX of exactly the packages in the image. npm is asked for all and only those are kept: asked for
 * two workspaces alone it leaves some out (npm 11.19). Throws `build_failed` when npm does not know one.
 */
export async function writeBill(repository: string, folder: string, packages: readonly LockedPackage[]): Promise<void> {
  const words = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'];
  const whole = JSON.parse(
    await runProgram('npm', words, { directory: repository, timeoutMs: TIMEOUT_MS }),
  ) as CycloneDx;
  const lock = readLock(join(repository, 'package-lock.json'));
  const names = new Set(packages.map((it) => nameOf(lock, it)));
  const components = whole.components.filter((component) => names.has(component['bom-ref']));
  const unknown = names.difference(new Set(components.map((component) => component['bom-ref'])));
  if (unknown.size > 0) throw buildFailed(`npm's bill of materials lacks ${[...unknown].join(', ')}.`);
  const dependencies = whole.dependencies
    .filter(({ ref }) => names.has(ref))
    .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((name) => names.has(name)) }));
  writeFileSync(join(folder, BILL), `${JSON.stringify({ ...whole, components, dependencies }, undefined, 2)}\n`);
}
