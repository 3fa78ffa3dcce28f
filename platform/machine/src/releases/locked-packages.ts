import { buildFailed } from './build-failed.ts';

/** A package as npm's lock file (version 3) has it. */
export interface LockEntry {
  readonly version?: string;
  readonly integrity?: string;
  /** Of a workspace: its folder. */
  readonly resolved?: string;
  readonly link?: boolean;
  readonly optional?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

/** Entries by their place: `node_modules/fastify`, `apps/api`. */
export type Lock = Readonly<Record<string, LockEntry>>;

export interface LockedPackage {
  /** `node_modules/fastify`. */
  readonly path: string;
  readonly entry: LockEntry;
}

/**
 * Everything that `workspaces` and `packages` need to run, from the lock alone: their dependencies and those of theirs, without
 * what only serves development. Sorted by path. Throws `build_failed` for a lock that does not hold what it names.
 */
export function neededPackages(
  lock: Lock,
  workspaces: readonly string[],
  packages: readonly string[],
): readonly LockedPackage[] {
  const found = new Map<string, LockEntry>();
  const waiting = [...workspaces, ...packages.map((name) => `node_modules/${name}`)];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (found.has(path)) continue;
    const entry = lock[path];
    if (entry === undefined) throw buildFailed(`package-lock.json has no ${path}, which release.json names or needs.`);
    found.set(path, entry);
    waiting.push(...(entry.link === true ? [entry.resolved ?? ''] : neededBy(lock, path, entry)));
  }
  return [...found]
    .filter(([path]) => path.includes('node_modules/'))
    .map(([path, entry]) => ({ path, entry }))
    .sort((one, other) => (one.path < other.path ? -1 : 1));
}

function neededBy(lock: Lock, path: string, entry: LockEntry): readonly string[] {
  const optionalPeer = (name: string) => entry.peerDependenciesMeta?.[name]?.optional === true;
  const optional = Object.keys(entry.optionalDependencies ?? {});
  const peers = Object.keys(entry.peerDependencies ?? {}).filter((name) => !optionalPeer(name));
  const firm = [...Object.keys(entry.dependencies ?? {}), ...peers].filter((name) => !optional.includes(name));
  return [
    ...firm.map((name) => {
      const at = placeOf(lock, path, name);
      if (at === undefined) throw buildFailed(`package-lock.json does not hold ${name}, which ${path} needs.`);
      return at;
    }),
    ...optional.flatMap((name) => placeOf(lock, path, name) ?? []),
  ];
}

/** Where Node finds `name` from `path`: in the nearest node_modules on the way up. */
function placeOf(lock: Lock, path: string, name: string): string | undefined {
  const folders = path.split('/');
  for (let depth = folders.length; depth >= 0; depth -= 1) {
    if (folders[depth - 1] === 'node_modules') continue;
    const place = [...folders.slice(0, depth), 'node_modules', name].join('/');
    if (lock[place] !== undefined) return place;
  }
  return undefined;
}
