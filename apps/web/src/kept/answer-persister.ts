import {
  notifyManager,
  type Query,
  type QueryClient,
  type QueryFunction,
  type QueryFunctionContext,
} from '@tanstack/react-query';
import { accountQuery } from '../session/session-queries.ts';
import { keepAnswer, keepOnlyFor, readKept } from './answers.ts';

// A list that was scrolled through is kept by its beginning: the service worker has its other pages.
const PAGES_KEPT = 1;
const WRITE_AFTER_MS = 1_000;

interface Pages {
  readonly pages: readonly unknown[];
  readonly pageParams: readonly unknown[];
}

const waiting = new Map<string, ReturnType<typeof setTimeout>>();

/** Between a query and the network: what was seen before is shown at once and renewed behind it, or stays where that fails. */
export async function askOrRecall<Data>(
  ask: QueryFunction<Data>,
  context: QueryFunctionContext,
  query: Query,
): Promise<Data> {
  if (query.state.data === undefined && isKept(query)) {
    const kept = await readKept(query.queryHash);
    if (kept) {
      renewBehind(query, kept.at);
      return kept.data as Data;
    }
  }
  return ask(context);
}

/** Keeps every answer that `queryClient` gets from now on. */
export function keepAnswers(queryClient: QueryClient): void {
  queryClient.getQueryCache().subscribe((event) => {
    if (event.type === 'updated' && event.action.type === 'success' && isKept(event.query)) keepSoon(event.query);
  });
}

/** What waits to be kept is forgotten: nobody who signs out is kept a second later. */
export function stopKeeping(): void {
  for (const timer of waiting.values()) clearTimeout(timer);
  waiting.clear();
}

/** A query that is dropped with its screen is a question of the moment, as a preview is. */
function isKept(query: Query): boolean {
  return query.options.gcTime !== 0;
}

function renewBehind(query: Query, at: number): void {
  notifyManager.schedule(() => {
    query.setState({ dataUpdatedAt: at });
    if (query.isStale()) query.fetch().catch(() => undefined);
  });
}

/** Writes what the query holds by then: once, however often it was renewed meanwhile. */
function keepSoon(query: Query): void {
  const { queryHash } = query;
  clearTimeout(waiting.get(queryHash));
  const write = () => {
    waiting.delete(queryHash);
    void keepNow(query);
  };
  waiting.set(queryHash, setTimeout(write, WRITE_AFTER_MS));
}

async function keepNow({ queryHash, queryKey, state }: Query): Promise<void> {
  const { data, dataUpdatedAt } = state;
  if (data === undefined || data === null) return;
  if (queryKey[0] === accountQuery.queryKey[0]) await keepOnlyFor((data as { readonly id: string }).id);
  await keepAnswer(queryHash, beginningOf(data), dataUpdatedAt);
}

function beginningOf(data: unknown): unknown {
  if (!isPages(data) || data.pages.length <= PAGES_KEPT) return data;
  return { pages: data.pages.slice(0, PAGES_KEPT), pageParams: data.pageParams.slice(0, PAGES_KEPT) };
}

function isPages(data: unknown): data is Pages {
  return typeof data === 'object' && data !== null && 'pages' in data && 'pageParams' in data;
}
