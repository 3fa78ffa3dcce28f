import { AppError } from '@shared-payments/domain';
import { groupPartition, openGroup, requireRight } from '../groups/rights.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import { bankAccounts, type MemberBankAccount } from './set-bank-account.ts';

/** How money can reach a member: cash always does. */
export interface WaysToPay {
  readonly memberId: string;
  /** null: they gave none yet. */
  readonly bankAccount: MemberBankAccount | null;
  /** `trial` is a gateway that moves no money. */
  readonly card: 'none' | 'trial' | 'live';
}

const TRIAL_GATEWAY = 'sandbox';

/** Errors: `not_found`, `forbidden`. */
export async function getWaysToPay(
  { store, gateway }: Services,
  context: RequestContext,
  groupId: string,
  memberId: string,
): Promise<WaysToPay> {
  const { group, member } = await openGroup(store, context, groupId, 'see');
  requireRight(member, 'take-part');
  if (!group.members.some(({ id }) => id === memberId))
    throw new AppError('not_found', 'There is no such member in this group.');
  const bankAccount = (await store.get(bankAccounts, groupPartition(groupId), memberId)) ?? null;
  const card = gateway === undefined ? 'none' : gateway.name === TRIAL_GATEWAY ? 'trial' : 'live';
  return { memberId, bankAccount, card };
}
