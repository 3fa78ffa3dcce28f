import { createHmac } from 'node:crypto';
import { createMemoryFiles, createMemoryStore } from '@shared-payments/adapter-memory';
import type { Services } from '@shared-payments/usecases';
import { v7 } from 'uuid';

/** What use cases are handed in a test: all in memory, at the time of a clock that the test moves. */
export function servicesAt(clock: { readonly now: number }): Services {
  return {
    store: createMemoryStore(),
    files: createMemoryFiles(),
    now: () => clock.now,
    newId: v7,
    sign: (text) => createHmac('sha256', 'secret').update(text).digest('base64url'),
  };
}
