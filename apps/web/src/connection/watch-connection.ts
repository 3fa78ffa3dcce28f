import type { QueryClient } from '@tanstack/react-query';
import { accountQuery } from '../session/session-queries.ts';
import { connection } from './connection.ts';

// A server that was away says nothing when it is back: it is asked, as long as somebody looks.
const AGAIN_AFTER_MS = 15_000;

/** Notices when there are answers again, and renews what is on the screen then. Runs as long as the page. */
export function watchConnection(queryClient: QueryClient): void {
  const ask = () => {
    if (connection.isReachable() || document.visibilityState !== 'visible') return;
    void queryClient.refetchQueries({ queryKey: accountQuery.queryKey });
  };
  connection.subscribe(() => {
    if (connection.isReachable()) void queryClient.invalidateQueries({ refetchType: 'active' });
  });
  window.addEventListener('offline', () => connection.note(false));
  window.addEventListener('online', ask);
  document.addEventListener('visibilitychange', ask);
  setInterval(ask, AGAIN_AFTER_MS);
}
