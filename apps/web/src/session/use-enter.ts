import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type Account, accountQuery } from './session-queries.ts';

/** Goes on as `account`, to where they wanted to be; nothing of who was here before is kept. */
export function useEnter(): (account: Account, to?: string) => Promise<void> {
  const queryClient = useQueryClient();
  const router = useRouter();
  return async (account, to = '/groups') => {
    queryClient.clear();
    queryClient.setQueryData(accountQuery.queryKey, account);
    router.history.push(to);
    await router.load();
  };
}
