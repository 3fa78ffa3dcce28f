import type { AccountWire, WireOf } from '@shared-payments/contract';
import { queryOptions } from '@tanstack/react-query';
import { isProblem } from '../api/request-problem.ts';
import { readAnswer } from '../api/send-request.ts';

export type Account = WireOf<typeof AccountWire>;

// Who reads this changes only by what is done here.
const FRESH_MS = 10 * 60_000;

/** Who is signed in, or null. */
export const accountQuery = queryOptions({
  queryKey: ['account'],
  staleTime: FRESH_MS,
  queryFn: async ({ signal }): Promise<Account | null> => {
    try {
      return (await readAnswer<{ readonly account: Account }>('/v1/auth/account', signal)).account;
    } catch (error) {
      if (isProblem(error, 'not_signed_in')) return null;
      throw error;
    }
  },
});
