import { AppError, endOfMonth, fromWire, parseLocalDate, toWire } from '@shared-payments/domain';
import { type AccountLine, accountLines } from '../balances/account-lines.ts';
import { everyDocument } from '../balances/every-document.ts';
import { groupPartition, openGroup } from '../groups/rights.ts';
import { months } from '../ledger/collections.ts';
import { memberOf } from '../members/update-member.ts';
import type { RequestContext, Services } from '../ports/services.ts';

export interface Statement {
  readonly memberId: string;
  readonly month: string;
  readonly currencies: readonly {
    readonly currency: string;
    readonly openingMinor: number;
    readonly lines: readonly AccountLine[];
    readonly closingMinor: number;
  }[];
}

const LINES_MAX = 10_000;

/** A month of one member: opening balance, every line, closing balance, by currency. Errors: `not_found`, `invalid_input`, `too_large`. */
export async function getStatement(
  services: Services,
  context: RequestContext,
  groupId: string,
  memberId: string,
  month: string,
): Promise<Statement> {
  const { group } = await openGroup(services.store, context, groupId, 'see');
  memberOf(group, memberId);
  const first = parseLocalDate(`${month}-01`);
  const found = await accountLines(services.store, groupId, memberId, {
    after: first,
    before: `${endOfMonth(first)}|~`,
    limit: LINES_MAX + 1,
  });
  if (found.length > LINES_MAX)
    throw new AppError('too_large', `A statement has at most ${LINES_MAX} lines: export the group instead.`);
  const opening = await openingBalances(services, groupId, memberId, month);
  const currencies = new Set([group.currency, ...opening.keys(), ...found.map(({ line }) => line.currency)]);
  return {
    memberId,
    month,
    currencies: [...currencies].map((currency) => {
      const lines = found.map(({ line }) => line).filter((line) => line.currency === currency);
      const openingMinor = opening.get(currency) ?? 0n;
      const closing = lines.reduce((sum, line) => sum + fromWire(line.netMinor), openingMinor);
      return { currency, openingMinor: toWire(openingMinor), lines, closingMinor: toWire(closing) };
    }),
  };
}

async function openingBalances(
  services: Services,
  groupId: string,
  memberId: string,
  month: string,
): Promise<ReadonlyMap<string, bigint>> {
  const sums = new Map<string, bigint>();
  for await (const earlier of everyDocument(services.store, months, groupPartition(groupId), 'byMonth', month)) {
    for (const [currency, { net }] of Object.entries(earlier.currencies)) {
      if (net[memberId] !== undefined) sums.set(currency, (sums.get(currency) ?? 0n) + fromWire(net[memberId]));
    }
  }
  return sums;
}
