import type { Store } from '@shared-payments/usecases';

/** What keeps the process from serving, in words for an operator; empty when it is ready. */
export async function notReadyBecause(store: Pick<Store, 'partitions'>): Promise<readonly string[]> {
  try {
    await store.partitions('', 1);
    return [];
  } catch {
    return ['the store does not answer'];
  }
}
