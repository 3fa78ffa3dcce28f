import { AppError, endOfMonth, type LocalDate, localDateAt, parseLocalDate, yearMonth } from '@shared-payments/domain';
import { runCommand } from '../command/run-command.ts';
import { put } from '../command/writes.ts';
import type { Group } from '../groups/group.ts';
import { groupPartition, openGroup } from '../groups/rights.ts';
import { balances, type GroupBalances, monthId, months } from '../ledger/collections.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import type { Reader } from '../ports/store.ts';
import { canonicalJson, contentHash } from './canonical-json.ts';
import { type Closing, closings, type FrozenStatement, frozenStatementId, frozenStatements } from './closing.ts';
import { openingBalances, readMonth } from './month-book.ts';
import { namesOf, statementCurrencies } from './statement-lines.ts';

/** The oldest group there can be has bills since 1900. */
const MONTHS_PER_CLOSING_MAX = 3_612;
/** One commit holds all statements of a month, and the smallest store takes 16 MB at once. */
export const CLOSING_CHARACTERS_MAX = 8_000_000;

/**
 * Closes a month and every open one before it, one commit each: freezes the statement of each member and locks the ledger
 * through the month's last day. Only once the month is over in the group's time zone.
 * Errors: `not_found`, `forbidden`, `invalid_input`, `state_not_allowed`, `too_large` beyond 8 million characters a month,
 * `conflict` when somebody wrote into an earlier month meanwhile.
 */
export async function closeMonth(
  services: Services,
  context: RequestContext,
  groupId: string,
  month: string,
): Promise<Closing> {
  const { group } = await openGroup(services.store, context, groupId, 'run');
  requireOver(group, month, services.now());
  const { idempotencyKey: _ofTheLastMonth, ...once } = context;
  for (let count = 0; count < MONTHS_PER_CLOSING_MAX; count += 1) {
    const next = await firstOpenMonth(services.store, groupId, month);
    if (next === month) break;
    await closeOne(services, once, groupId, next);
  }
  return closeOne(services, context, groupId, month);
}

function closeOne(services: Services, context: RequestContext, groupId: string, month: string): Promise<Closing> {
  const partition = groupPartition(groupId);
  const request = { partition, verb: 'statements/close-month', input: { month } };
  return runCommand(services, context, request, async (reader, at) => {
    const { group, member } = await openGroup(reader, context, groupId, 'run');
    const through = requireOver(group, month, at);
    const sums = await sumsOf(reader, groupId);
    if (sums.closedThrough !== undefined && through <= sums.closedThrough)
      throw new AppError('state_not_allowed', 'This month is closed already.', { closedThrough: sums.closedThrough });
    if ((await firstOpenMonth(reader, groupId, month)) !== month)
      throw new AppError('conflict', 'Somebody wrote into an earlier month meanwhile: close the month again.');
    const frozen = await freeze(reader, group, month, at);
    const closing: Closing = {
      id: monthId(groupId, month),
      version: 1,
      month,
      through,
      closedAt: at,
      closedBy: member.id,
      statements: frozen.map(({ memberId, sha256 }) => ({ memberId, sha256 })),
    };
    const writes = [
      put(closings, closing),
      ...frozen.map((one) => put(frozenStatements, one)),
      put(balances, { ...sums, closedThrough: through, version: sums.version + 1 }),
    ];
    return { writes, answer: closing };
  });
}

/** The month's last day. */
function requireOver(group: Group, month: string, at: number): LocalDate {
  const through = endOfMonth(parseLocalDate(`${month}-01`));
  if (through < localDateAt(at, group.timeZone)) return through;
  throw new AppError('state_not_allowed', 'The month is not over yet: close it when it is.', { endsOn: through });
}

async function sumsOf(reader: Pick<Reader, 'get'>, groupId: string): Promise<GroupBalances> {
  const stored = await reader.get(balances, groupPartition(groupId), groupId);
  return stored ?? { id: groupId, version: 0, balances: {}, rounding: {} };
}

/** The earliest month with entries that is not closed, or `month` when there is none before it. */
async function firstOpenMonth(reader: Pick<Reader, 'get' | 'list'>, groupId: string, month: string): Promise<string> {
  const { closedThrough } = await sumsOf(reader, groupId);
  const after = closedThrough === undefined ? {} : { after: yearMonth(closedThrough) };
  const range = { index: 'byMonth', before: month, limit: 1, ...after };
  if (range.after !== undefined && range.after >= month) return month;
  const [first] = await reader.list(months, groupPartition(groupId), range);
  return first?.document.month ?? month;
}

/** A statement for everybody who is in the group, and for those who left with something still open or moved. */
async function freeze(reader: Reader, group: Group, month: string, at: number): Promise<readonly FrozenStatement[]> {
  const book = await readMonth(reader, group.id, month);
  const opening = await openingBalances(reader, group.id, month);
  const names = namesOf(group.members);
  let characters = 0;
  const frozen: FrozenStatement[] = [];
  for (const { id: memberId, name, leftAt } of group.members) {
    const currencies = statementCurrencies(book, memberId, names, opening, group.currency);
    const isSilent = currencies.every(({ openingMinor, lines }) => openingMinor === 0 && lines.length === 0);
    if (leftAt !== null && isSilent) continue;
    const content = {
      format: 1,
      kind: 'statement',
      group: { id: group.id, name: group.name, timeZone: group.timeZone },
      member: { id: memberId, name },
      month,
      closedAt: at,
      currencies,
    } as const;
    characters += canonicalJson(content).length;
    if (characters > CLOSING_CHARACTERS_MAX)
      throw new AppError('too_large', `The statements of ${month} are more than one closing holds.`, { month });
    const sha256 = contentHash(content);
    frozen.push({ id: frozenStatementId(month, memberId), version: 1, month, memberId, sha256, content });
  }
  return frozen;
}
