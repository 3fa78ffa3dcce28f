import { QueryCache, QueryClient } from '@tanstack/react-query';
import { askOrRecall, keepAnswers } from '../kept/answer-persister.ts';
import { isProblem } from './request-problem.ts';

// What was just read is not asked for again by the next screen; an unchanged answer costs a few bytes afterwards.
const FRESH_MS = 5_000;
const KEPT_MS = 30 * 60_000;
const RETRIES_MAX = 2;

/** The cache of answers: in memory, and behind it what this browser keeps. `onSignedOut` is called when the server says that there is no session. */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  const queryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        if (isProblem(error, 'not_signed_in') && query.meta?.isSignInOptional !== true) onSignedOut();
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: FRESH_MS,
        gcTime: KEPT_MS,
        networkMode: 'offlineFirst',
        persister: askOrRecall,
        retry: (failures, error) => failures < RETRIES_MAX && isProblem(error, 'unreachable', 'unavailable'),
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
  keepAnswers(queryClient);
  return queryClient;
}
