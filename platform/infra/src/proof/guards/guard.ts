import { isDeepStrictEqual } from 'node:util';
import { type Estate, type Found, resourcesIn, textOf } from '../read-estate.ts';

/** One property that an estate must not lose. */
export interface Guard {
  /** The rows of the strategy it stands for, then what it says. */
  readonly title: string;
  /** One sentence per place where it does not hold; none when all is well. */
  readonly complaints: (estate: Estate) => readonly string[];
  /** Smaller environments do without. */
  readonly isForProductionOnly: boolean;
}

/** A value that must be equal, a pattern for its text, or that there is any. */
export type Wanted = string | number | boolean | RegExp | readonly unknown[] | { readonly [key: string]: unknown };

export const ANY = /./;

/** Reads like a line of a table: [title, type of resource, path into its properties, what must be there, id or address of the resource]. */
export type GuardLine = readonly [title: string, type: string, path: string, wanted: Wanted, id?: RegExp];

export function guards(lines: readonly GuardLine[], { isForProductionOnly = false } = {}): readonly Guard[] {
  return lines.map(([title, type, path, wanted, id = ANY]) => ({
    title,
    isForProductionOnly,
    complaints: (estate) => {
      const found = resourcesIn(estate, type).filter((it) => id.test(it.id) || id.test(it.address));
      if (found.length === 0) return [`no ${type} is called ${id}`];
      return found
        .filter((it) => !holds(valueAt(it, path), wanted))
        .map((it) => `${it.address}: ${path} is ${textOf(valueAt(it, path)).slice(0, SHOWN_CHARACTERS)}`);
    },
  }));
}

const SHOWN_CHARACTERS = 80;

/** `DeletionPolicy` stands beside the properties, everything else is one of them; `a.0.b` goes into lists. */
function valueAt(resource: Found, path: string): unknown {
  if (path === 'DeletionPolicy') return resource.deletionPolicy;
  const steps = path === '' ? [] : path.split('.');
  return steps.reduce<unknown>(
    (value, step) => (value as Readonly<Record<string, unknown>> | undefined)?.[step],
    resource.properties,
  );
}

function holds(value: unknown, wanted: Wanted): boolean {
  if (wanted instanceof RegExp) return value !== undefined && wanted.test(textOf(value));
  return isDeepStrictEqual(value, wanted);
}
