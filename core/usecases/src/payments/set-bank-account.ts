import { AppError, type BankAccount, parseBankAccount } from '@shared-payments/domain';
import { runCommand } from '../command/run-command.ts';
import { put } from '../command/writes.ts';
import { groupPartition, openGroup, requireRight } from '../groups/rights.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import { defineCollection } from '../store/collection.ts';

/** Where a member of a group gets bank transfers; the id is the member's. */
export interface MemberBankAccount extends BankAccount {
  readonly id: string;
  readonly version: number;
}

export const bankAccounts = defineCollection<MemberBankAccount>('bank-accounts');

/** Everybody for themselves, the primary payer for anybody. Errors: `not_found`, `forbidden`, `not_a_member`, `invalid_input`. */
export async function setBankAccount(
  services: Services,
  context: RequestContext,
  groupId: string,
  memberId: string,
  input: { readonly holder: string; readonly iban: string; readonly bic?: string | null },
): Promise<MemberBankAccount> {
  const partition = groupPartition(groupId);
  const request = { partition, verb: 'payments/set-bank-account', input: { memberId, input } };
  return runCommand(services, context, request, async (reader) => {
    const { group, member } = await openGroup(reader, context, groupId, 'see');
    if (!group.members.some(({ id, leftAt }) => id === memberId && leftAt === null))
      throw new AppError('not_found', 'There is no such member in this group.');
    if (member.id !== memberId) requireRight(member, 'run');
    const current = await reader.get(bankAccounts, partition, memberId);
    const account = { id: memberId, version: (current?.version ?? 0) + 1, ...parseBankAccount(input) };
    return { writes: [put(bankAccounts, account)], answer: account };
  });
}
