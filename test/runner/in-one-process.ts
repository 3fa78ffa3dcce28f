import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Their tests load the same at length (the estate, the API), or are quicker than the start of a process. */
const SHELVES = ['platform/infra', 'apps/api/src/routes', 'apps/api/src/api-contract', 'core/domain'];

/** The files as the runner starts them, each a process of its own; those of a shelf named here become one entry. */
export function inOneProcess(root: string, files: readonly string[]): readonly string[] {
  // Of this run alone: another one at the same time may have chosen other files.
  const folder = mkdtempSync(join(tmpdir(), 'shared-payments-tests-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return SHELVES.reduce((left, shelf) => {
    const [first, ...others] = left.filter((file) => relative(root, file).startsWith(`${shelf}/`));
    if (first === undefined || others.length === 0) return left;
    const together = [first, ...others];
    const entry = join(folder, `${shelf.replaceAll('/', '-')}.test.mjs`);
    writeFileSync(entry, together.map((file) => `import '${pathToFileURL(file)}';\n`).join(''));
    return left.flatMap((file) => (file === first ? [entry] : together.includes(file) ? [] : [file]));
  }, files);
}
