import type { QueryClient } from '@tanstack/react-query';
import { connection } from '../connection/connection.ts';
import { groupKey } from '../groups/group-queries.ts';
import { accountQuery } from '../session/session-queries.ts';
import { listen } from './outbox-news.ts';
import { readEntries } from './outbox-store.ts';
import { sendOutbox } from './send-outbox.ts';

// For a server that refused for the moment, or a news that got lost.
const AGAIN_AFTER_MS = 15_000;

/** Sends what waits whenever there is a chance of an answer, and renews what was changed by it. Runs as long as the page. */
export function watchOutbox(queryClient: QueryClient): void {
  const accountId = () => queryClient.getQueryData(accountQuery.queryKey)?.id;
  const send = async () => {
    const id = accountId();
    if (id !== undefined) await sendOutbox(id).catch(() => undefined);
  };
  const again = async () => {
    const id = accountId();
    const entries = id === undefined ? [] : await readEntries(id);
    if (document.visibilityState === 'visible' && entries.some(({ state }) => state.name === 'waiting')) await send();
  };
  listen((news) => {
    if (news.name === 'sent') void queryClient.invalidateQueries({ queryKey: groupKey(news.groupId) });
  });
  queryClient.getQueryCache().subscribe(({ type, query }) => {
    if (type === 'updated' && query.queryKey[0] === accountQuery.queryKey[0]) whoChanged();
  });
  let known: string | undefined;
  const whoChanged = () => {
    if (known !== accountId()) void send();
    known = accountId();
  };
  whoChanged();
  connection.subscribe(() => connection.isReachable() && void send());
  window.addEventListener('online', () => void again());
  document.addEventListener('visibilitychange', () => void again());
  setInterval(() => void again(), AGAIN_AFTER_MS);
}
