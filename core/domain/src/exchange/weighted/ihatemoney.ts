import { MAX_IMPORT_ROWS } from '../import-limits.ts';
import type { ImportedGroup, ImportOptions, ImportWarning } from '../imported-group.ts';
import { computedBalances, createBalanceLedger } from '../reading/balance-ledger.ts';
import { isBlankRecord, readCsv, sniffDelimiter } from '../reading/csv-reader.ts';
import {
  currencyByCaller,
  type ImportCurrency,
  mostFrequentCurrency,
  quote,
  readImportCurrency,
  readImportDate,
  withoutFormulaGuard,
} from '../reading/import-fields.ts';
import { readJsonDocument } from '../reading/json-document.ts';
import { findNumberText, findText, requireList, requireRecord } from '../reading/json-fields.ts';
import { assertMemberCount } from '../reading/member-columns.ts';
import { createSourceIds } from '../reading/source-id.ts';
import { refuseImport } from '../refuse-import.ts';
import { readOwers } from './ower-names.ts';
import { createWeightedMembers, readWeight, type WeightedMembers } from './weighted-bill.ts';
import { toWeightedItem, type WeightedContext, type WeightedRow, warnOfAssumedWeights } from './weighted-item.ts';

/** A bill as its row says it. Owers are a list in JSON and one text in CSV. */
interface RawBill {
  readonly line: number;
  readonly date: string;
  readonly what: string;
  readonly billType: string;
  readonly amount: string;
  readonly currency: string;
  readonly payerName: string;
  readonly payerWeight: string;
  readonly owers: readonly string[] | string;
}

const REQUIRED_TITLES = ['date', 'what', 'amount', 'payer_name', 'payer_weight', 'owers'];
const NO_CURRENCY = 'XXX';
const REIMBURSEMENT = 'reimbursement';

/**
 * Bills of I Hate Money as JSON, 4.x to 7.x: without a type they are expenses, without a currency (or 'XXX') they are in
 * the caller's. Weights are the payers'; who never paid has 1. Throws `import_refused` with line and reason.
 */
export function parseIHateMoneyJson(text: string, options: ImportOptions = {}): ImportedGroup {
  const document = readJsonDocument(text);
  const list = Array.isArray(document.value) ? (document.value as readonly unknown[]) : refuseRoot();
  if (list.length > MAX_IMPORT_ROWS) {
    const message = `A file may have at most ${MAX_IMPORT_ROWS} bills.`;
    refuseImport('too_many_rows', message, undefined, { limit: MAX_IMPORT_ROWS });
  }
  const bills = list.map((value, index) => readJsonBill(value, document.lineOf('', index)));
  return toGroup('ihatemoney-json', bills, options);
}

/** The same as CSV. */
export function parseIHateMoneyCsv(text: string, options: ImportOptions = {}): ImportedGroup {
  const records = [...readCsv(text, sniffDelimiter(text))].filter((record) => !isBlankRecord(record));
  const [header, ...rows] = records;
  const titles = (header?.cells ?? []).map((cell) => cell.trim());
  if (!isIHateMoneyHeader(titles)) return refuseHeader(titles, header?.line);
  const bills = rows.map(({ cells, line }) => {
    if (cells.length !== titles.length) {
      const message = `The row has ${cells.length} columns where the header has ${titles.length}.`;
      refuseImport('wrong_column_count', message, line, { expected: titles.length, found: cells.length });
    }
    const cell = (title: string) => withoutFormulaGuard((cells[titles.indexOf(title)] ?? '').trim());
    return readCsvBill(cell, line);
  });
  return toGroup('ihatemoney-csv', bills, options);
}

export function isIHateMoneyHeader(titles: readonly string[]): boolean {
  return REQUIRED_TITLES.every((title) => titles.includes(title));
}

function toGroup(
  format: 'ihatemoney-json' | 'ihatemoney-csv',
  bills: readonly RawBill[],
  options: ImportOptions,
): ImportedGroup {
  if (bills.length === 0) refuseImport('nothing_to_read', 'The file has no bill.');
  const warnings: ImportWarning[] = [];
  const members = createWeightedMembers();
  const ledger = createBalanceLedger();
  const context: WeightedContext = { source: 'ihatemoney', members, ledger, sourceIdOf: createSourceIds(), warnings };
  addPayers(bills, members, warnings);
  const rows = bills.map((bill) => readRow(bill, members, options));
  const items = rows.flatMap((row) => toWeightedItem(row, context) ?? []);
  warnOfAssumedWeights(context);
  const currency = mostFrequentCurrency(items);
  return {
    format,
    ...(currency === undefined ? {} : { currency }),
    members: members.list(),
    items,
    ...computedBalances(ledger, members.list()),
    warnings,
  };
}

function addPayers(bills: readonly RawBill[], members: WeightedMembers, warnings: ImportWarning[]): void {
  for (const bill of bills) {
    const weight = readWeight(bill.payerWeight, bill.line);
    const known = members.weightOf(members.add(bill.payerName, weight, true, bill.line));
    const isSame = known.units * 10n ** BigInt(weight.scale) === weight.units * 10n ** BigInt(known.scale);
    if (!isSame) warnings.push({ code: 'member_weight_differs', line: bill.line });
  }
}

function readRow(bill: RawBill, members: WeightedMembers, options: ImportOptions): WeightedRow {
  const { line } = bill;
  const { currency, isByCaller } = readBillCurrency(bill, options);
  const owers = bill.owers;
  return {
    line,
    date: readImportDate(bill.date, line),
    title: bill.what,
    amount: bill.amount,
    currency,
    payerKey: members.add(bill.payerName, undefined, true, line),
    owerKeys:
      typeof owers === 'string'
        ? readOwers(owers, members, line)
        : owers.map((name) => members.add(name, undefined, true, line)),
    isPayment: bill.billType.toLowerCase() === REIMBURSEMENT,
    isDeleted: false,
    inferred: isByCaller ? ['currency_by_caller'] : [],
  };
}

function readBillCurrency(
  bill: RawBill,
  options: ImportOptions,
): { readonly currency: ImportCurrency; readonly isByCaller: boolean } {
  const code = bill.currency.trim().toUpperCase();
  if (code !== '' && code !== NO_CURRENCY) return { currency: readImportCurrency(code, bill.line), isByCaller: false };
  return { currency: currencyByCaller(options.currency, code), isByCaller: true };
}

function readJsonBill(value: unknown, line: number): RawBill {
  const record = requireRecord(value, 'a bill', line);
  const text = (key: string) => findText(record, key, line)?.trim() ?? '';
  const list = requireList(record, 'owers', line);
  assertMemberCount(list.length, line);
  const owers = list.map((ower) => {
    return typeof ower === 'string'
      ? ower
      : refuseImport('json_wrong_shape', 'An ower is not a name.', line, { field: 'owers' });
  });
  return {
    line,
    date: text('date'),
    what: text('what'),
    billType: text('bill_type'),
    amount: findNumberText(record, 'amount', line) ?? refuseImport('amount_missing', 'The bill has no amount.', line),
    currency: text('currency'),
    payerName: text('payer_name'),
    payerWeight: findNumberText(record, 'payer_weight', line) ?? '1',
    owers,
  };
}

function readCsvBill(cell: (title: string) => string, line: number): RawBill {
  return {
    line,
    date: cell('date'),
    what: cell('what'),
    billType: cell('bill_type'),
    amount: cell('amount'),
    currency: cell('currency'),
    payerName: cell('payer_name'),
    payerWeight: cell('payer_weight'),
    owers: cell('owers'),
  };
}

function refuseRoot(): never {
  return refuseImport('json_wrong_shape', 'The document is not a list of bills.', 1, { field: '' });
}

function refuseHeader(titles: readonly string[], line: number | undefined): never {
  const header = titles.slice(0, REQUIRED_TITLES.length).map(quote);
  const message = `The header '${header.join(',')}' is not one of an I Hate Money export (${REQUIRED_TITLES.join(', ')}).`;
  return refuseImport('header_not_recognised', message, line, { header });
}
