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

// Answers that were asked for while a kept one was looked up, for the fetch that renews it.
const asked = new WeakMap<Query, Promise<unknown>>();
const waiting = new Map<string, ReturnType<typeof setTimeout>>();

/**
 * Between a query and the network, which is asked at once: what was seen before is shown until it answers, or stays where that fails.
 * Nobody waits for the disk of a phone that has kept nothing.
 */
export async function askOrRecall<Data>(
  ask: QueryFunction<Data>,
  context: QueryFunctionContext,
  query: Query,
): Promise<Data> {
  const begun = asked.get(query);
  asked.delete(query);
  if (begun !== undefined) return begun as Promise<Data>;
  if (query.state.data !== undefined || !isKept(query)) return ask(context);
  // Of this one, what is known will do.
  if (query.observers.some(({ options }) => options.staleTime === 'static'))
    return ((await readKept(query.queryHash))?.data as Data | undefined) ?? ask(context);
  const answer = Promise.resolve(ask(context));
  const kept = readKept(query.queryHash);
  const recalled = await Promise.race([kept, answer.then(noAnswer, () => kept)]);
  if (recalled === undefined) return answer;
  asked.set(query, answer);
  renewBehind(query, recalled.at);
  return recalled.data as Data;
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

/** Always, however young it is: what was kept may be older than what was written since, on this page or another. */
function renewBehind(query: Query, at: number): void {
  notifyManager.schedule(() => {
    query.setState({ dataUpdatedAt: at });
    query.fetch().catch(noAnswer);
  });
}

function noAnswer(): undefined {
  return undefined;
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
