import { AppError } from '@shared-payments/domain';
import { groupPartition, openGroup } from '../groups/rights.ts';
import { memberOf } from '../members/update-member.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import type { Reader } from '../ports/store.ts';
import { contentHash } from './canonical-json.ts';
import { type FrozenStatement, frozenStatementId, frozenStatements, type StatementCurrency } from './closing.ts';
import { openingBalances, readMonth } from './month-book.ts';
import { namesOf, statementCurrencies } from './statement-lines.ts';

export interface Statement {
  readonly memberId: string;
  readonly month: string;
  readonly currencies: readonly StatementCurrency[];
  /** Of a closed month: since when, and the hash of what was frozen; null while the month is open. */
  readonly closed: { readonly at: number; readonly sha256: string } | null;
}

/**
 * A month of one member: opening balance, every line, closing balance, by currency. Of a closed month, what was frozen.
 * Errors: `not_found`, `invalid_input`, `too_large`, `content_damaged`.
 */
export async function getStatement(
  services: Services,
  context: RequestContext,
  groupId: string,
  memberId: string,
  month: string,
): Promise<Statement> {
  const { store } = services;
  const { group } = await openGroup(store, context, groupId, 'see');
  memberOf(group, memberId);
  const frozen = await frozenStatement(store, groupId, memberId, month);
  if (frozen) {
    const { content, sha256 } = frozen;
    return { memberId, month, currencies: content.currencies, closed: { at: content.closedAt, sha256 } };
  }
  const [book, opening] = await Promise.all([readMonth(store, groupId, month), openingBalances(store, groupId, month)]);
  const currencies = statementCurrencies(book, memberId, namesOf(group.members), opening, group.currency);
  return { memberId, month, currencies, closed: null };
}

/** Undefined while the month is open. Errors: `content_damaged`. */
export async function frozenStatement(
  reader: Pick<Reader, 'get'>,
  groupId: string,
  memberId: string,
  month: string,
): Promise<FrozenStatement | undefined> {
  const frozen = await reader.get(frozenStatements, groupPartition(groupId), frozenStatementId(month, memberId));
  if (frozen && contentHash(frozen.content) !== frozen.sha256)
    throw new AppError('content_damaged', 'This statement is not what was frozen when its month was closed.', {
      month,
      sha256: frozen.sha256,
    });
  return frozen;
}
