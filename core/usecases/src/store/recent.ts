/** What was set or read last: between half of the limit and the limit, never more. Values are never undefined. */
export interface Recent<K, V> {
  get(key: K): V | undefined;
  set(key: K, value: V): void;
  delete(key: K): void;
  clear(): void;
}

/**
 * Two generations instead of dropping the oldest entry of one map: finding that one walks over all that were dropped
 * before it, which costs more than a thousand look-ups once the map is full.
 */
export function createRecent<K, V extends {}>(limit: number): Recent<K, V> {
  let fresh = new Map<K, V>();
  let earlier = new Map<K, V>();
  const set = (key: K, value: V) => {
    fresh.set(key, value);
    if (fresh.size < limit / 2) return;
    earlier = fresh;
    fresh = new Map();
  };
  return {
    set,
    get(key) {
      const found = fresh.get(key);
      if (found !== undefined) return found;
      const old = earlier.get(key);
      if (old !== undefined) set(key, old);
      return old;
    },
    delete(key) {
      fresh.delete(key);
      earlier.delete(key);
    },
    clear() {
      fresh.clear();
      earlier.clear();
    },
  };
}
