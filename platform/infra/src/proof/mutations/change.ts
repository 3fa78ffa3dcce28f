import type { Estate, StackTemplate, TemplateResource } from '../read-estate.ts';

export type Path = readonly (string | number)[];

/** A copy of the estate in which one property of every matching resource is another; undefined removes it. Throws when none matches. */
export function changed(estate: Estate, type: string, id: RegExp, path: Path, value: unknown): Estate {
  return changedResources(estate, type, id, (resource) => set(resource, ['Properties', ...path], value));
}

/** A copy of the estate with every matching resource replaced, or left out where `change` gives undefined. */
export function changedResources(
  estate: Estate,
  type: string,
  id: RegExp,
  change: (resource: TemplateResource) => TemplateResource | undefined,
): Estate {
  let count = 0;
  const stacks = Object.entries(estate).map(([stack, template]): [string, StackTemplate] => {
    const resources = Object.entries(template.Resources).map(([name, resource]) => {
      if (resource.Type !== type || !id.test(name)) return [name, resource] as const;
      count += 1;
      return [name, change(resource)] as const;
    });
    return [stack, { ...template, Resources: Object.fromEntries(resources.filter(isKept)) }];
  });
  if (count === 0) throw new Error(`No ${type} of the estate is called ${id}.`);
  return Object.fromEntries(stacks);
}

function isKept<Value>(entry: readonly [string, Value | undefined]): entry is readonly [string, Value] {
  return entry[1] !== undefined;
}

function set<Value>(whole: Value, [step, ...rest]: Path, value: unknown): Value {
  if (step === undefined) return value as Value;
  const copy: Record<string | number, unknown> = (Array.isArray(whole) ? [...whole] : { ...whole }) as Record<
    string | number,
    unknown
  >;
  if (rest.length === 0 && value === undefined) delete copy[step];
  else copy[step] = set(copy[step] ?? (typeof rest[0] === 'number' ? [] : {}), rest, value);
  return copy as Value;
}
