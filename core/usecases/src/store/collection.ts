/** A document as the commits say it is. `version` starts at 1 and grows by 1 with every commit that writes it. */
export interface StoredDocument {
  readonly id: string;
  readonly version: number;
}

/** `[index, key]`. Keys sort as text (UTF-16 code units); a list is a range of keys. At most 512 characters. */
export type IndexKey = readonly [index: string, key: string];

/**
 * What every adapter must know of a collection: its name and the keys its documents are found by.
 * `keys` are looked up inside a partition, `globalKeys` across all of them (sharding follows the partition, so use few).
 */
export interface Collection<D extends StoredDocument> {
  readonly name: string;
  readonly keys: (document: D) => readonly IndexKey[];
  readonly globalKeys: (document: D) => readonly IndexKey[];
}

// Adapters hold collections of every document type side by side; the cast back is made where `name` is compared.
export type AnyCollection = Collection<never>;

const noKeys = (): readonly IndexKey[] => [];

export function defineCollection<D extends StoredDocument>(
  name: string,
  indexes: { readonly keys?: Collection<D>['keys']; readonly globalKeys?: Collection<D>['globalKeys'] } = {},
): Collection<D> {
  return { name, keys: indexes.keys ?? noKeys, globalKeys: indexes.globalKeys ?? noKeys };
}
