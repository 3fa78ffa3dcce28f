import { dirname, join } from 'node:path';
import type { Rolldown } from 'vite';

/** What runs before all others, while they are on their way. */
const START = ['/src/start.ts'];
/** The page that people open most, and its way in: what these need comes in one file, asked for with the document itself. */
const FIRST_PAGE = ['/src/main.tsx', '/src/groups/group-frame.tsx', '/src/groups/overview-screen.tsx'];
const LIBRARIES = [
  { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ },
  {
    name: 'data',
    test: /node_modules[\\/]@tanstack[\\/](query|react-query|router|react-router|history|store|react-store)/,
  },
];

const BARREL = /[\\/](@mantine[\\/](?:core|hooks))[\\/]esm[\\/]index\.mjs$/;
// Below this many users, a part travels with each of them.
const SHARED_BY = 3;

type Modules = Parameters<Exclude<Rolldown.CodeSplittingGroup['name'], string>>[1];

/**
 * Which modules travel together. Libraries change seldom and are kept by browsers over releases; the first page is one file; what
 * several other screens share is another, as each file of its own would be a request of its own.
 */
export function codeGroups(): Rolldown.CodeSplittingGroup[] {
  return [
    { ...reachedFrom(START, 'start'), priority: 4 },
    ...LIBRARIES.map((group) => ({ ...group, priority: 3 })),
    { ...reachedFrom(FIRST_PAGE, 'first'), priority: 2 },
    {
      name: 'shared',
      test: /[\\/](src|node_modules)[\\/]/,
      minShareCount: SHARED_BY,
      priority: 1,
    },
  ];
}

function reachedFrom(paths: readonly string[], name: string): Rolldown.CodeSplittingGroup {
  const roots = paths.map((path) => new URL(`..${path}`, import.meta.url).pathname);
  let found: ReadonlySet<string> | undefined;
  return {
    name: (id, modules) => {
      found ??= reachableFrom(roots, modules);
      return found.has(id) ? name : null;
    },
    debugName: name,
  };
}

/** `roots` and whatever they import, directly or not, without what is only imported when it is needed. */
function reachableFrom(roots: readonly string[], modules: Modules): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [...roots];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    for (const imported of modules.getModuleInfo(id)?.importedIds ?? [])
      open.push(...(BARREL.test(imported) ? namedIn(imported, id, modules) : [imported]));
  }
  return found;
}

/** A barrel names every part of a library: only those that `importer` names come with it. */
function namedIn(barrel: string, importer: string, modules: Modules): readonly string[] {
  const called = BARREL.exec(barrel)?.[1]?.replace('\\', '/');
  const named = importsIn(modules.getModuleInfo(importer)?.code).filter(({ from }) => from === called);
  const names = new Set(named.flatMap((one) => one.names));
  return importsIn(modules.getModuleInfo(barrel)?.code)
    .filter((one) => one.names.some((name) => names.has(name)))
    .map(({ from }) => join(dirname(barrel), from));
}

function importsIn(code: string | null | undefined): { readonly names: readonly string[]; readonly from: string }[] {
  return [...(code ?? '').matchAll(/import\s*\{([^}]*)\}\s*from\s*["']([^"']+)["']/g)].map(
    ([, names = '', from = '']) => ({
      names: names.split(',').map((name) => name.trim().split(' as ')[0] ?? ''),
      from,
    }),
  );
}
