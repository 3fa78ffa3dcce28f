import type { Rolldown } from 'vite';

/** The page that people open most, and its way in: what these need comes in one file, asked for with the document itself. */
const FIRST_PAGE = ['/src/main.tsx', '/src/groups/group-frame.tsx', '/src/groups/overview-screen.tsx'];
const LIBRARIES = [
  { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ },
  {
    name: 'data',
    test: /node_modules[\\/]@tanstack[\\/](query|react-query|router|react-router|history|store|react-store)/,
  },
];
// Below this many users, a part travels with each of them.
const SHARED_BY = 3;

type Modules = Parameters<Exclude<Rolldown.CodeSplittingGroup['name'], string>>[1];

/**
 * Which modules travel together. Libraries change seldom and are kept by browsers over releases; the first page is one file; what
 * several other screens share is another, as each file of its own would be a request of its own.
 */
export function codeGroups(): Rolldown.CodeSplittingGroup[] {
  let first: ReadonlySet<string> | undefined;
  const isFirst = (id: string, modules: Modules) => {
    first ??= reachableFrom(rootsOf(), modules);
    return first.has(id);
  };
  return [
    ...LIBRARIES.map((group) => ({ ...group, priority: 3 })),
    {
      name: (id, modules) => (isFirst(id, modules) ? 'first' : null),
      debugName: 'first',
      priority: 2,
    },
    {
      name: 'shared',
      test: /[\\/](src|node_modules)[\\/]/,
      minShareCount: SHARED_BY,
      priority: 1,
    },
  ];
}

function rootsOf(): readonly string[] {
  return FIRST_PAGE.map((path) => new URL(`..${path}`, import.meta.url).pathname);
}

/** `roots` and whatever they import, directly or not, without what is only imported when it is needed. */
function reachableFrom(roots: readonly string[], modules: Modules): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [...roots];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    open.push(...(modules.getModuleInfo(id)?.importedIds ?? []));
  }
  return found;
}
