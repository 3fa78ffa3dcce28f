import type { Collection, Commit, Found, IndexKey, KeyRange, StoredDocument, Write } from '@shared-payments/usecases';
import { KEY_RANGE_LIMIT_MAX } from '@shared-payments/usecases';

export interface StoredCommit {
  readonly commit: Commit;
  readonly bodyText: string;
}

/** A document as text, so that nobody can change it in place, with the collection that knows its keys. */
export interface Row {
  readonly collection: Collection<never>;
  readonly text: string;
  readonly version: number;
  readonly seq: number;
}

export interface MemoryPartition {
  readonly commits: StoredCommit[];
  readonly rows: Map<string, Row>;
}

export const rowKey = (collection: string, id: string) => `${collection}\n${id}`;

const parsed = new WeakMap<Row, StoredDocument>();

/** The document, read once for each row: frozen through and through, so that nobody can change what others read. */
export function parse(row: Row): StoredDocument {
  const known = parsed.get(row);
  if (known) return known;
  const document = frozen(JSON.parse(row.text) as StoredDocument);
  parsed.set(row, document);
  return document;
}

function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  for (const inner of Object.values(value)) frozen(inner);
  return Object.freeze(value);
}

export function keepWrite(rows: Map<string, Row>, write: Write, seq: number): void {
  const { collection, id, version, document } = write;
  if (document === null) rows.delete(rowKey(collection.name, id));
  else rows.set(rowKey(collection.name, id), { collection, text: JSON.stringify(document), version, seq });
}

/** The documents of one collection whose `keysOf` fall into the range, in key order. */
export function inRange<D extends StoredDocument>(
  rows: Iterable<Row>,
  collection: Collection<D>,
  keysOf: (document: D) => readonly IndexKey[],
  range: KeyRange,
): Found<D>[] {
  const found: Found<D>[] = [];
  for (const row of rows) {
    if (row.collection.name !== collection.name) continue;
    const document = parse(row) as D;
    for (const [index, key] of keysOf(document)) {
      if (index === range.index && isInside(key, range)) found.push({ key, document });
    }
  }
  const direction = range.isDescending === true ? -1 : 1;
  found.sort((a, b) => direction * (compare(a.key, b.key) || compare(a.document.id, b.document.id)));
  return found.slice(0, Math.min(range.limit, KEY_RANGE_LIMIT_MAX));
}

function isInside(key: string, { prefix = '', after, before }: KeyRange): boolean {
  if (!key.startsWith(prefix)) return false;
  return (after === undefined || key > after) && (before === undefined || key < before);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
