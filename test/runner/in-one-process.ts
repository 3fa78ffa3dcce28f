import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Their tests load the same at length (the estate, the API), or are quicker than the start of a process. */
const SHELVES = ['platform/infra', 'apps/api/src/routes', 'apps/api/src/api-contract', 'core/domain'];

/** The files as the runner starts them, each a process of its own; those of a shelf named here become one entry. */
export function inOneProcess(root: string, files: readonly string[]): readonly string[] {
  return SHELVES.reduce((left, shelf) => {
    const [first, ...others] = left.filter((file) => relative(root, file).startsWith(`${shelf}/`));
    if (first === undefined || others.length === 0) return left;
    const together = [first, ...others];
    const entry = join(root, 'node_modules/.cache/tests', `${shelf.replaceAll('/', '-')}.test.mjs`);
    mkdirSync(join(entry, '..'), { recursive: true });
    writeFileSync(entry, together.map((file) => `import '${pathToFileURL(file)}';\n`).join(''));
    return left.flatMap((file) => (file === first ? [entry] : together.includes(file) ? [] : [file]));
  }, files);
}
