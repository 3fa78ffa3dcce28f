import { KEY_RANGE_LIMIT_MAX, type Partition, type Reader } from '../ports/store.ts';
import type { Collection, StoredDocument } from '../store/collection.ts';

/** Every document of one index between two keys (both excluded), in key order, read page by page. */
export async function* everyDocument<D extends StoredDocument>(
  reader: Reader,
  collection: Collection<D>,
  partition: Partition,
  index: string,
  before?: string,
  from?: string,
): AsyncIterable<D> {
  let after = from;
  for (;;) {
    const page = await reader.list(collection, partition, {
      index,
      limit: KEY_RANGE_LIMIT_MAX,
      ...(after === undefined ? {} : { after }),
      ...(before === undefined ? {} : { before }),
    });
    for (const { document } of page) yield document;
    after = page.at(-1)?.key;
    if (page.length < KEY_RANGE_LIMIT_MAX) return;
  }
}
