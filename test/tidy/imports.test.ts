import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, it } from 'node:test';
import { parseSync } from 'oxc-parser';
import { allowed, CORE_LIBRARIES, MAY_IMPORT, matches, ROOTS_MAY_IMPORT, TESTS_MAY_IMPORT } from './import-table.ts';
import { isCode, repositoryFiles, root, textOf } from './repository.ts';

const packages = new Map(
  globSync('{core,adapters,apps,platform}/*/package.json', { cwd: root }).map((path) => {
    const { name } = JSON.parse(readFileSync(join(root, path), 'utf8')) as { name: string };
    return [name, dirname(path)] as const;
  }),
);

const folderOf = (path: string) => path.split('/').slice(0, 2).join('/');
const isTest = (path: string) => /\.(test|contract)\.ts$/.test(path) || /\/testing\//.test(path);
const isRoot = (path: string) => /\/main\.ts$/.test(path) || /\/wiring\//.test(path);

function importsOf(path: string): readonly string[] {
  const { module } = parseSync(path, textOf(path));
  const dynamic = module.dynamicImports.map(({ moduleRequest }) =>
    textOf(path)
      .slice(moduleRequest.start, moduleRequest.end)
      .replace(/^['"]|['"]$/g, ''),
  );
  const exported = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []),
  );
  return [
    ...new Set([...module.staticImports.map(({ moduleRequest }) => moduleRequest.value), ...exported, ...dynamic]),
  ];
}

/** The package folder an import leads to, or undefined when it is a library. */
function targetOf(path: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return folderOf(relative(root, resolve(root, dirname(path), specifier)));
  return packages.get(specifier.split('/').slice(0, 2).join('/'));
}

const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');

const code = repositoryFiles().filter((path) => isCode(path) && /^(core|adapters|apps|platform)\/[^/]+\//.test(path));

describe('imports', () => {
  it('go one way only, along the table of shelves', () => {
    const wrong: string[] = [];
    for (const path of code) {
      const from = folderOf(path);
      const may = [
        ...allowed(MAY_IMPORT, from),
        ...(isRoot(path) ? allowed(ROOTS_MAY_IMPORT, from) : []),
        ...(isTest(path) ? [...allowed(TESTS_MAY_IMPORT, from), ...allowed(ROOTS_MAY_IMPORT, from)] : []),
      ];
      for (const specifier of importsOf(path)) {
        const target = targetOf(path, specifier);
        if (target && target !== from && !matches(may, target)) wrong.push(`${path} imports ${specifier}`);
      }
    }
    assert.deepEqual(wrong, []);
  });

  it('leave the core without libraries but the named ones', () => {
    const wrong: string[] = [];
    for (const path of code) {
      const libraries = CORE_LIBRARIES[folderOf(path)];
      if (!libraries || isTest(path)) continue;
      for (const specifier of importsOf(path)) {
        if (!targetOf(path, specifier) && !libraries.includes(specifier)) wrong.push(`${path} imports ${specifier}`);
      }
    }
    assert.deepEqual(wrong, []);
  });

  it('keep clock, randomness and process out of the pure shelves', () => {
    const impure = /\b(Date\.now|new Date\(\)|Math\.random|process\.|performance\.now|setTimeout|setInterval|fetch\()/;
    const wrong = code
      .filter((path) => /^(core\/domain|platform\/operations)\//.test(path) && !isTest(path))
      .filter((path) => impure.test(withoutComments(textOf(path))));
    assert.deepEqual(wrong, []);
  });

  it('name only packages that exist and are declared', () => {
    const wrong: string[] = [];
    for (const path of code) {
      const manifest = join(root, folderOf(path), 'package.json');
      if (!existsSync(manifest)) continue;
      const declared = JSON.parse(readFileSync(manifest, 'utf8')) as Record<string, Record<string, string> | undefined>;
      for (const specifier of importsOf(path)) {
        if (specifier.startsWith('.') || specifier.startsWith('node:')) continue;
        const name = specifier
          .split('/')
          .slice(0, specifier.startsWith('@') ? 2 : 1)
          .join('/');
        const isDeclared =
          Boolean(declared.dependencies?.[name] ?? declared.devDependencies?.[name]) ||
          name === declared.name?.toString();
        const isForTests = isTest(path) && name === 'fast-check';
        if (!isDeclared && !isForTests) wrong.push(`${path} imports ${name}`);
      }
    }
    assert.deepEqual(wrong, []);
  });
});
