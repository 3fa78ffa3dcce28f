import { stemOfFileName } from '../export/file-names.ts';
import type { ImportedGroup, ImportOptions, ImportWarning, InferenceCode } from '../imported-group.ts';
import { computedBalances, createBalanceLedger } from '../reading/balance-ledger.ts';
import { readCsv } from '../reading/csv-reader.ts';
import { readDecimal } from '../reading/decimal-text.ts';
import {
  currencyByCaller,
  findImportCurrency,
  type ImportCurrency,
  quote,
  readImportDate,
} from '../reading/import-fields.ts';
import { createSourceIds } from '../reading/source-id.ts';
import { refuseImport } from '../refuse-import.ts';
import { readCospendRecurrence } from './cospend-recurrence.ts';
import { type CospendRow, type CospendTables, readCospendTables } from './cospend-tables.ts';
import { readOwers } from './ower-names.ts';
import { createWeightedMembers, readWeight, type WeightedMembers } from './weighted-bill.ts';
import { toWeightedItem, type WeightedContext, type WeightedRow, warnOfAssumedWeights } from './weighted-item.ts';

const REIMBURSEMENT_CATEGORY = '-11';
/** A row older exports carry only to name a member. */
const MEMBER_ONLY_TITLE = 'deleteMeIfYouWant';
const MAX_TIMESTAMP_SECONDS = 8.64e12;

/**
 * A Cospend export: members, bills, categories, payment modes and currencies as tables in one CSV. All bills are in the
 * main currency (rate 1), which the caller names when the file does not. Throws `import_refused` with line and reason.
 */
export function parseCospendCsv(text: string, options: ImportOptions = {}): ImportedGroup {
  const tables = readCospendTables([...readCsv(text, ',')]);
  if (tables.bills.length + tables.members.length === 0) refuseImport('nothing_to_read', 'The file has no bill.');
  const warnings: ImportWarning[] = [];
  const members = createWeightedMembers();
  const context: WeightedContext = {
    source: 'cospend',
    members,
    ledger: createBalanceLedger(),
    sourceIdOf: createSourceIds(),
    warnings,
  };
  addMembers(tables, members);
  const { currency, inferred } = mainCurrency(tables, options);
  const categories = new Map(tables.categories.map((row) => [row.get('categoryid'), row.get('categoryname') ?? '']));
  const rows = tables.bills.flatMap((row) => readBill(row, { currency, inferred, categories, members, warnings }));
  const items = rows.flatMap((row) => toWeightedItem(row, context) ?? []);
  warnOfAssumedWeights(context);
  const name = options.fileName === undefined ? undefined : stemOfFileName(options.fileName);
  return {
    format: 'cospend-csv',
    ...(name === undefined ? {} : { name }),
    currency: currency.code,
    members: members.list(),
    items,
    ...computedBalances(context.ledger, members.list()),
    warnings,
  };
}

interface BillContext {
  readonly currency: ImportCurrency;
  readonly inferred: readonly InferenceCode[];
  readonly categories: ReadonlyMap<string | undefined, string>;
  readonly members: WeightedMembers;
  readonly warnings: ImportWarning[];
}

function addMembers(tables: CospendTables, members: WeightedMembers): void {
  for (const row of tables.members) {
    const name = row.get('name') ?? '';
    if (members.has(name)) refuseImport('member_repeated', 'Two members have the same name.', row.line);
    members.add(name, readWeight(row.get('weight') ?? '', row.line), row.get('active') !== '0', row.line);
  }
  // Weights of payers come first, so that a bill above the one that gives a weight is split with it as well.
  for (const row of tables.bills) {
    const name = row.get('payer_name') ?? '';
    if (members.has(name)) continue;
    const isActive = (row.get('payer_active') ?? '1') !== '0';
    members.add(name, readWeight(row.get('payer_weight') ?? '', row.line), isActive, row.line);
  }
}

function mainCurrency(
  tables: CospendTables,
  options: ImportOptions,
): { readonly currency: ImportCurrency; readonly inferred: readonly InferenceCode[] } {
  const row = tables.currencies.find((candidate) => isOne(candidate.get('exchange_rate') ?? ''));
  const name = row?.get('currencyname') ?? '';
  const found = findImportCurrency(name);
  if (found === undefined) {
    return { currency: currencyByCaller(options.currency, name), inferred: ['currency_by_caller'] };
  }
  return { currency: found.currency, inferred: found.isBySymbol ? ['currency_by_symbol'] : [] };
}

function isOne(text: string): boolean {
  const decimal = readDecimal(text);
  return decimal !== null && decimal.units === 10n ** BigInt(decimal.scale);
}

function readBill(row: CospendRow, context: BillContext): readonly WeightedRow[] {
  const title = (row.get('what') ?? '').trim();
  if (title === MEMBER_ONLY_TITLE) return [];
  const { line } = row;
  const category = context.categories.get(row.get('categoryid'))?.trim() ?? '';
  const notes = readComment(row.get('comment') ?? '', line, context.warnings);
  const recurrence = readCospendRecurrence(row, context.warnings);
  return [
    {
      line,
      date: readBillDate(row),
      title,
      amount: row.get('amount') ?? '',
      currency: context.currency,
      payerKey: context.members.add(row.get('payer_name') ?? '', undefined, true, line),
      owerKeys: readOwers(row.get('owers') ?? '', context.members, line),
      isPayment: row.get('categoryid')?.trim() === REIMBURSEMENT_CATEGORY,
      isDeleted: (row.get('deleted') ?? '0').trim() === '1',
      ...(category === '' ? {} : { category }),
      ...(notes === '' ? {} : { notes }),
      ...(recurrence === undefined ? {} : { recurrence }),
      inferred: context.inferred,
    },
  ];
}

// 'date' is the day of 'timestamp' in UTC; very old exports have only one of the two.
function readBillDate(row: CospendRow): string {
  const date = row.get('date')?.trim() ?? '';
  if (date !== '') return readImportDate(date, row.line);
  const timestamp = row.get('timestamp')?.trim() ?? '';
  if (/^-?\d{1,13}$/.test(timestamp) && Math.abs(Number(timestamp)) <= MAX_TIMESTAMP_SECONDS) {
    const instant = new Date(Number(timestamp) * 1000).toISOString();
    return readImportDate(instant.slice(0, 10), row.line);
  }
  return refuseImport('date_unreadable', 'The bill has neither a date nor a timestamp.', row.line, {
    date: quote(timestamp),
  });
}

function readComment(encoded: string, line: number, warnings: ImportWarning[]): string {
  try {
    return decodeURIComponent(encoded.replaceAll('+', ' ')).trim();
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    warnings.push({ code: 'comment_unreadable', line });
    return encoded.trim();
  }
}
