import type { Estate, TemplateResource } from '../read-estate.ts';
import { changed, changedResources, type Path } from './change.ts';

/** One mistake that somebody could make in a template. */
export interface Mutation {
  readonly title: string;
  readonly of: (estate: Estate) => Estate;
}

/** [title, type of resource, its id, path into its properties, what stands there now; undefined: nothing]. */
export type MutationLine = readonly [title: string, type: string, id: RegExp, path: string, value: unknown];

export function mutations(lines: readonly MutationLine[]): readonly Mutation[] {
  return lines.map(([title, type, id, path, value]) => ({
    title,
    of: (estate) => changed(estate, type, id, stepsOf(path), value),
  }));
}

export function removal(title: string, type: string, id: RegExp): Mutation {
  return { title, of: (estate) => changedResources(estate, type, id, () => undefined) };
}

export function addition(title: string, stack: string, resource: TemplateResource): Mutation {
  return {
    title,
    of: (estate) => {
      const before = estate[stack];
      if (!before) throw new Error(`The estate has no stack ${stack}.`);
      return { ...estate, [stack]: { ...before, Resources: { ...before.Resources, Added: resource } } };
    },
  };
}

/** What stands beside the properties: who removes the stack removes the resource. */
export function disposal(title: string, type: string, id: RegExp): Mutation {
  return {
    title,
    of: (estate) => changedResources(estate, type, id, (resource) => ({ ...resource, DeletionPolicy: 'Delete' })),
  };
}

function stepsOf(path: string): Path {
  return path.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}
