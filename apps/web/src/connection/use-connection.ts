import { useSyncExternalStore } from 'react';
import { connection } from './connection.ts';

/** Whether the API answered when it was asked last. */
export function useIsReachable(): boolean {
  return useSyncExternalStore(connection.subscribe, connection.isReachable);
}
