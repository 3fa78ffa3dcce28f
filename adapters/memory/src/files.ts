import { AppError } from '@shared-payments/domain';
import type { Files } from '@shared-payments/usecases';

/** Files of one process. */
export function createMemoryFiles(): Files {
  const files = new Map<string, Uint8Array>();
  return {
    write: async (key, bytes) => void files.set(key, Uint8Array.from(bytes)),
    read: async (key) => {
      const bytes = files.get(key);
      if (!bytes) throw new AppError('not_found', 'There is no such file.');
      return bytes;
    },
    remove: async (key) => void files.delete(key),
    list: async (prefix, after, limit) =>
      [...files.keys()]
        .filter((key) => key.startsWith(prefix) && key > after)
        .sort()
        .slice(0, limit),
  };
}
