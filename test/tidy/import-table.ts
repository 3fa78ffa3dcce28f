/** What each shelf may import (HOUSE.md, "Shelves"), by package folder. `*` stands for one folder name. */
export const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'core/domain': [],
  'core/contract': ['core/domain'],
  'core/usecases': ['core/domain', 'core/contract'],
  'adapters/port-contracts': ['core/domain', 'core/contract', 'core/usecases'],
  'adapters/*': ['core/usecases', 'core/domain'],
  'apps/web': ['core/contract', 'core/domain'],
  'apps/api': ['core/domain', 'core/contract', 'core/usecases'],
  'apps/jobs': ['core/domain', 'core/contract', 'core/usecases'],
  'apps/demo': ['core/domain', 'core/usecases'],
  'apps/doctor': ['core/usecases'],
  'apps/start': ['platform/operations'],
  'platform/operations': [],
  'platform/machine': ['platform/operations'],
  'platform/aws': ['platform/operations'],
  'platform/cli': ['platform/operations'],
  'platform/infra': [],
  'platform/status-page': ['platform/operations'],
};

/** Packages whose tests and composition roots may import what the rest of them may not. */
export const ROOTS_MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'apps/api': ['adapters/*'],
  'apps/jobs': ['adapters/*'],
  'apps/demo': ['adapters/*'],
  'apps/doctor': ['adapters/*'],
  'apps/start': ['platform/machine'],
  'platform/cli': ['platform/machine', 'platform/aws'],
};

export const TESTS_MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'core/usecases': ['adapters/memory'],
  'adapters/better-auth': ['adapters/port-contracts', 'adapters/memory'],
  'adapters/*': ['adapters/port-contracts'],
  'apps/api': ['adapters/*'],
  'apps/jobs': ['adapters/*'],
  // The names of settings, and what the model of costs counts with.
  'platform/infra': ['apps/api', 'apps/jobs', 'platform/operations'],
};

/** Third-party packages the core may use; everything else of it is plain language. */
export const CORE_LIBRARIES: Readonly<Record<string, readonly string[]>> = {
  'core/domain': [],
  'core/usecases': ['node:crypto'],
  'core/contract': ['typebox'],
  'platform/operations': [],
};

export function allowed(table: Readonly<Record<string, readonly string[]>>, folder: string): readonly string[] {
  return table[folder] ?? table[`${folder.split('/')[0]}/*`] ?? [];
}

export function matches(patterns: readonly string[], folder: string): boolean {
  return patterns.some(
    (pattern) => pattern === folder || (pattern.endsWith('/*') && folder.startsWith(pattern.slice(0, -1))),
  );
}
