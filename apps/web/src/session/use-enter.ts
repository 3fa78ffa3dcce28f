import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { stopKeeping } from '../kept/answer-persister.ts';
import { forgetAnswers } from '../kept/answers.ts';
import { type Account, accountQuery } from './session-queries.ts';

/** Goes on as `account`, to where they wanted to be; nothing of who was here before is kept. */
export function useEnter(): (account: Account, to?: string) => Promise<void> {
  const queryClient = useQueryClient();
  const router = useRouter();
  return async (account, to = '/groups') => {
    stopKeeping();
    await forgetAnswers();
    queryClient.clear();
    queryClient.setQueryData(accountQuery.queryKey, account);
    router.history.push(to);
    await router.load();
  };
}
