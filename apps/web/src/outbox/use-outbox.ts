import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { accountQuery } from '../session/session-queries.ts';
import type { StoredEntry } from './outbox-entry.ts';
import { listen } from './outbox-news.ts';
import { readEntries } from './outbox-store.ts';

// An entry that is answered at once is no news: only what is older has to wait.
const SHOWN_AFTER_MS = 1_500;

/** What the reader wrote and the server has not answered yet, in the order it is sent; undefined until that is known. */
export function useOutbox(): readonly StoredEntry[] | undefined {
  const { data: account } = useQuery(accountQuery);
  const [entries, setEntries] = useState<readonly StoredEntry[]>();
  const accountId = account?.id;
  useEffect(() => {
    if (accountId === undefined) return setEntries(undefined);
    let isWanted = true;
    const read = async () => {
      const found = await readEntries(accountId);
      if (isWanted) setEntries((before) => (before?.length === 0 && found.length === 0 ? before : found));
    };
    void read();
    const stop = listen(() => void read());
    return () => {
      isWanted = false;
      stop();
    };
  }, [accountId]);
  return entries;
}

/** Those that have waited long enough to be told of. */
export function useWaiting(): readonly StoredEntry[] {
  const entries = useOutbox();
  const [now, setNow] = useState(0);
  useEffect(() => {
    if (!entries || entries.length === 0) return;
    const timer = setTimeout(() => setNow(Date.now()), SHOWN_AFTER_MS);
    setNow(Date.now());
    return () => clearTimeout(timer);
  }, [entries]);
  return entries?.filter(({ writtenAt }) => writtenAt <= now - SHOWN_AFTER_MS) ?? [];
}
