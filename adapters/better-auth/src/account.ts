import { AppError } from '@shared-payments/domain';
import type { Account, IdentityRow } from '@shared-payments/usecases';
import type { IdentityRows } from './rows.ts';

/** Errors: `not_signed_in` when the user is gone. */
export async function accountOf(rows: IdentityRows, userId: string): Promise<Account> {
  const [user] = await rows.find(
    'user',
    [{ field: 'id', operator: 'eq', value: userId, connector: 'AND', mode: 'sensitive' }],
    1,
  );
  if (!user) throw new AppError('not_signed_in', 'This account does not exist any more: sign in again.');
  return accountFrom(user);
}

export function accountFrom(user: IdentityRow): Account {
  const isGuest = user.isAnonymous === true;
  return {
    id: user.id,
    name: String(user.name ?? ''),
    email: isGuest ? null : String(user.email),
    isGuest,
    hasSecondFactor: user.twoFactorEnabled === true,
  };
}
