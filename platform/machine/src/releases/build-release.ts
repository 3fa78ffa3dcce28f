import { closeSync, fsyncSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { buildWeb } from './build-web.ts';
import { contentDigest } from './content-digest.ts';
import { readDeclaration } from './declaration.ts';
import { readLock } from './installed-packages.ts';
import { type LockedPackage, neededPackages } from './locked-packages.ts';
import { installationOf, packagesKey } from './packages-of.ts';
import { placePackages, protectFile } from './place-packages.ts';
import { type KeptRelease, MANIFEST, type ReleaseFiles } from './release-files.ts';
import { checkOut, type Revision } from './revision.ts';

/** Raised when the same revision would be built into something else, so that what was kept is not taken for it. */
const FORM = 1;

/** What a release of `revision` is built from: equal where the result is equal. */
export function buildKey(revision: Revision): string {
  return `${revision.tree} ${process.platform}-${process.arch} ${FORM}`;
}

/** Builds the release of a revision in a workshop and moves it in place when it is whole. Throws `build_failed`. */
export async function buildRelease(files: ReleaseFiles, repository: string, revision: Revision): Promise<KeptRelease> {
  const workshop = files.workshop();
  try {
    const built = join(workshop, 'release');
    const content = join(built, 'content');
    await checkOut(repository, revision, content);
    const { declaration, version, migrations } = readDeclaration(content);
    const lock = readLock(join(content, 'package-lock.json'));
    const { web, runs, packages: named, requiredSettings } = declaration;
    if (web !== undefined) await buildWeb({ web, lock, repository, content, workshop });
    protectFolder(content);
    const packages = neededPackages(lock, runs, named);
    await addPackages({ files, packages, repository, content, workshop });
    const { whole, dependencies } = await contentDigest(content);
    const release: KeptRelease = {
      digest: whole,
      version,
      revision: revision.commit,
      committedAtMs: revision.committedAtMs,
      builtAtMs: Date.now(),
      migrations,
      requiredSettings,
      builtFrom: buildKey(revision),
      packagesKey: packagesKey(packages),
      dependencies,
    };
    writeDurably(join(built, MANIFEST), `${JSON.stringify(release, undefined, 2)}\n`);
    files.keep(built, whole);
    return release;
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
}

/** Whether the content of a kept release still gives its digest. */
export async function isReleaseIntact(files: ReleaseFiles, digest: string): Promise<boolean> {
  try {
    return (await contentDigest(files.contentOf(digest))).whole === digest;
  } catch (error) {
    // What cannot be read, or is gone while it is read, is not what was built.
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    return false;
  }
}

interface Adding {
  readonly files: ReleaseFiles;
  readonly packages: readonly LockedPackage[];
  readonly repository: string;
  readonly content: string;
  readonly workshop: string;
}

/** Shares the files of an intact release with the same packages; the first of its kind gets copies of its own. */
async function addPackages({ files, packages, repository, content, workshop }: Adding): Promise<void> {
  const key = packagesKey(packages);
  for (const donor of files.list().filter((one) => one.packagesKey === key)) {
    if (!(await isReleaseIntact(files, donor.digest))) continue;
    return placePackages(packages, files.contentOf(donor.digest), content, 'link');
  }
  const installation = await installationOf(packages, repository, content, workshop);
  await placePackages(packages, installation, content, 'copy');
}

function protectFolder(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isFile()) protectFile(join(entry.parentPath, entry.name));
  }
}

function writeDurably(path: string, text: string): void {
  const file = openSync(path, 'wx');
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
