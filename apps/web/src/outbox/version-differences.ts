export interface VersionDifference<Field extends string> {
  readonly field: Field;
  readonly before: unknown;
  readonly after: unknown;
}

/** Where what I sent (`mine`) differs from what stands (`theirs`), among the fields that my request names. */
export function versionDifferences<Field extends string>(
  fields: readonly Field[],
  mine: unknown,
  theirs: Readonly<Record<string, unknown>>,
): readonly VersionDifference<Field>[] {
  const written = typeof mine === 'object' && mine !== null ? (mine as Readonly<Record<string, unknown>>) : {};
  return fields
    .filter((field) => field in written && sameText(written[field]) !== sameText(theirs[field]))
    .map((field) => ({ field, before: theirs[field], after: written[field] }));
}

/** Equal for equal content: the order in which a server writes an object's fields means nothing, and no value is no field. */
function sameText(value: unknown): string {
  return JSON.stringify(value ?? null, (_key, part: unknown) => {
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
    const set = Object.entries(part).filter(([, one]) => one !== null && one !== undefined);
    return Object.fromEntries(set.toSorted(([a], [b]) => (a < b ? -1 : 1)));
  });
}
