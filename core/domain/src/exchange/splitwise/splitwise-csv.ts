import { groupNameInFileName } from '../export/file-names.ts';
import type {
  BalanceTable,
  ImportedGroup,
  ImportedItem,
  ImportedMember,
  ImportOptions,
  ImportWarning,
} from '../imported-group.ts';
import { type BalanceLedger, createBalanceLedger } from '../reading/balance-ledger.ts';
import { type CsvRecord, isBlankRecord, readCsv, sniffDelimiter } from '../reading/csv-reader.ts';
import type { DecimalMark } from '../reading/decimal-text.ts';
import { mostFrequentCurrency, quote, readImportCurrency } from '../reading/import-fields.ts';
import { readMemberColumns } from '../reading/member-columns.ts';
import { createSourceIds } from '../reading/source-id.ts';
import { refuseImport } from '../refuse-import.ts';
import { findSplitwiseHeader, type SplitwiseHeader } from './splitwise-header.ts';
import { readCell, readNets, readSplitwiseItem, type SplitwiseContext } from './splitwise-row.ts';
import { isTotalBalanceLabel, SPLITWISE_FIXED_COLUMNS } from './splitwise-words.ts';

/**
 * A Splitwise export in any of its languages. Member cells are nets (paid less owed) and are kept exactly; who paid and who
 * owed is recovered and marked. Footers ('Total balance') become the source's balances, the last one per currency; without
 * one they are summed from the cells. Throws `import_refused` with line and reason.
 */
export function parseSplitwiseCsv(text: string, options: ImportOptions = {}): ImportedGroup {
  const delimiter = sniffDelimiter(text);
  const records = [...readCsv(text, delimiter)];
  const header = findSplitwiseHeader(records) ?? refuseHeader(records);
  const warnings: ImportWarning[] = header.isByPosition ? [{ code: 'header_by_position', line: header.line }] : [];
  const members = readMemberColumns(header.memberHeadings, header.line, warnings);
  const mark: DecimalMark = delimiter === ',' ? '.' : ',';
  const context = { members, mark, warnings, sourceIdOf: createSourceIds(), computed: createBalanceLedger() };
  const body = readBody(records, header, context);
  const name = options.fileName === undefined ? undefined : groupNameInFileName(options.fileName);
  const currency = mostFrequentCurrency(body.items);
  return {
    format: 'splitwise-csv',
    ...(name === undefined ? {} : { name }),
    ...(currency === undefined ? {} : { currency }),
    members,
    items: body.items,
    ...sourceBalances(members, context.computed, body.stated),
    warnings,
  };
}

interface Body {
  readonly items: readonly ImportedItem[];
  readonly stated: ReadonlyMap<string, readonly bigint[]>;
}

function readBody(records: readonly CsvRecord[], header: SplitwiseHeader, context: SplitwiseContext): Body {
  const items: ImportedItem[] = [];
  const stated = new Map<string, readonly bigint[]>();
  for (const record of records.slice(header.bodyStart)) {
    if (isBlankRecord(record)) continue;
    assertWidth(record, SPLITWISE_FIXED_COLUMNS + context.members.length);
    if (isFooter(record, context)) {
      readFooter(record, context, stated);
      continue;
    }
    const item = readSplitwiseItem(record, context);
    if (item !== undefined) items.push(item);
  }
  if (items.length === 0 && stated.size === 0) refuseImport('nothing_to_read', 'The file has no bill or payment.');
  return { items, stated };
}

// A bill may be titled like a footer, but has a category. A footer in a language not known here has neither category nor
// cost, as a message has, but its cells are not all zero.
function isFooter(record: CsvRecord, context: SplitwiseContext): boolean {
  if (readCell(record, 2) !== '') return false;
  if (isTotalBalanceLabel(readCell(record, 1))) return true;
  const hasNet = record.cells.slice(SPLITWISE_FIXED_COLUMNS).some((cell) => /[1-9]/.test(cell));
  if (!hasNet || readCell(record, 3) !== '') return false;
  context.warnings.push({ code: 'footer_label_unknown', line: record.line });
  return true;
}

function readFooter(record: CsvRecord, context: SplitwiseContext, stated: Map<string, readonly bigint[]>): void {
  const currency = readImportCurrency(readCell(record, 4), record.line);
  const balances = readNets(record, context, currency).map((net) => net.amountMinor);
  const earlier = stated.get(currency.code);
  if (earlier?.some((balance, index) => balance !== balances[index])) {
    context.warnings.push({ code: 'footer_repeated_differs', line: record.line });
  }
  stated.set(currency.code, balances);
}

function sourceBalances(
  members: readonly ImportedMember[],
  computed: BalanceLedger,
  stated: ReadonlyMap<string, readonly bigint[]>,
): Pick<ImportedGroup, 'sourceBalances' | 'sourceBalanceOrigin'> {
  const tables: Record<string, BalanceTable[string]> = { ...computed.table(members.map((member) => member.key)) };
  const origins = Object.fromEntries(
    Object.keys(tables).map((currency) => [currency, 'computed' as 'computed' | 'stated']),
  );
  for (const [currency, balances] of stated) {
    tables[currency] = Object.fromEntries(members.map((member, index) => [member.key, balances[index] ?? 0n]));
    origins[currency] = 'stated';
  }
  return { sourceBalances: tables, sourceBalanceOrigin: origins };
}

function assertWidth(record: CsvRecord, width: number): void {
  const cells = record.cells;
  if (cells.length >= width && cells.slice(width).every((cell) => cell.trim() === '')) return;
  const message = `The row has ${cells.length} columns where the header has ${width}.`;
  refuseImport('wrong_column_count', message, record.line, { expected: width, found: cells.length });
}

function refuseHeader(records: readonly CsvRecord[]): never {
  const first = records.find((record) => !isBlankRecord(record));
  const header = (first?.cells ?? []).slice(0, SPLITWISE_FIXED_COLUMNS).map((cell) => quote(cell.trim()));
  const message = `The header '${header.join(',')}' is not one of a Splitwise export (Date, Description, Category, Cost, Currency, members).`;
  return refuseImport('header_not_recognised', message, first?.line, { header });
}
