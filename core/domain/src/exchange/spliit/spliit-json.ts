import { MAX_IMPORT_ROWS } from '../import-limits.ts';
import type { ImportedGroup, ImportedItem, ImportedMember, ImportOptions, ImportWarning } from '../imported-group.ts';
import { computedBalances, createBalanceLedger } from '../reading/balance-ledger.ts';
import { quote } from '../reading/import-fields.ts';
import { type JsonDocument, readJsonDocument } from '../reading/json-document.ts';
import { findText, type JsonRecord, requireList, requireRecord, requireText } from '../reading/json-fields.ts';
import { assertMemberCount, assertMemberName } from '../reading/member-columns.ts';
import { createSourceIds } from '../reading/source-id.ts';
import { refuseImport } from '../refuse-import.ts';
import { spliitCurrency } from './spliit-currency.ts';
import { readSpliitExpense } from './spliit-expense.ts';

/**
 * A Spliit export in JSON. Amounts are minor units; shares follow Spliit's own rounding, so the balances are the ones it
 * shows. Of a recurring expense and its copies only the latest keeps the recurrence. Throws `import_refused`.
 */
export function parseSpliitJson(text: string, options: ImportOptions = {}): ImportedGroup {
  const document = readJsonDocument(text);
  const root = requireRecord(document.value, 'the document', 1);
  const members = readParticipants(requireList(root, 'participants', 1), document);
  const { currency, inferred } = spliitCurrency(
    findText(root, 'currencyCode', 1),
    findText(root, 'currency', 1),
    options,
  );
  const ledger = createBalanceLedger();
  const warnings: ImportWarning[] = [];
  const memberKeys = new Set(keysOf(members));
  const context = { currency, inferred, ledger, sourceIdOf: createSourceIds(), memberKeys, warnings };
  const expenses = readExpenseList(root);
  assertDistinctIds(expenses, document);
  const items = expenses.flatMap((expense, index) => {
    const line = document.lineOf('expenses', index);
    return readSpliitExpense(requireRecord(expense, 'an expense', line), line, context) ?? [];
  });
  const name = findText(root, 'name', 1)?.trim();
  return {
    format: 'spliit-json',
    ...(name === undefined || name === '' ? {} : { name }),
    currency: currency.code,
    members,
    items: keepLatestRecurrence(items),
    ...computedBalances(ledger, members),
    warnings,
  };
}

function readParticipants(participants: readonly unknown[], document: JsonDocument): readonly ImportedMember[] {
  if (participants.length === 0) refuseImport('members_missing', 'The export has no participants.', 1);
  assertMemberCount(participants.length);
  const seen = new Set<string>();
  return participants.map((participant, index) => {
    const line = document.lineOf('participants', index);
    const record = requireRecord(participant, 'a participant', line);
    const id = requireText(record, 'id', line);
    if (seen.has(id)) refuseImport('member_repeated', 'Two participants have the same id.', line);
    seen.add(id);
    const name = requireText(record, 'name', line).trim();
    assertMemberName(name, line);
    return { key: `id:${id}`, name, isActive: true };
  });
}

function readExpenseList(root: JsonRecord): readonly unknown[] {
  const expenses = requireList(root, 'expenses', 1);
  if (expenses.length <= MAX_IMPORT_ROWS) return expenses;
  const message = `A file may have at most ${MAX_IMPORT_ROWS} expenses.`;
  return refuseImport('too_many_rows', message, undefined, { limit: MAX_IMPORT_ROWS });
}

function assertDistinctIds(expenses: readonly unknown[], document: JsonDocument): void {
  const seen = new Set<string>();
  expenses.forEach((expense, index) => {
    const line = document.lineOf('expenses', index);
    const id = findText(requireRecord(expense, 'an expense', line), 'id', line);
    if (id !== undefined && seen.has(id)) {
      refuseImport('record_repeated', 'Two expenses have the same id.', line, { id: quote(id) });
    }
    if (id !== undefined) seen.add(id);
  });
}

// Spliit copies the rule to every occurrence it creates; taken literally each of them would start a series.
function keepLatestRecurrence(items: readonly ImportedItem[]): readonly ImportedItem[] {
  const latest = new Map<string, ImportedItem>();
  for (const item of items) {
    const known = latest.get(seriesOf(item));
    if (item.recurrence !== undefined && (known === undefined || item.date >= known.date))
      latest.set(seriesOf(item), item);
  }
  return items.map((item) => {
    if (item.recurrence === undefined || latest.get(seriesOf(item)) === item) return item;
    const { recurrence: _copied, ...rest } = item;
    return rest;
  });
}

function seriesOf(item: ImportedItem): string {
  const shares = item.shares.map((share) => share.memberKey).sort();
  return JSON.stringify([
    item.title,
    item.recurrence?.frequency,
    item.payers[0]?.memberKey,
    `${item.totalMinor}`,
    shares,
  ]);
}

function keysOf(members: readonly ImportedMember[]): readonly string[] {
  return members.map((member) => member.key);
}
