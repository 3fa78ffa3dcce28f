import type { ImportedGroup, ImportedItem, ImportOptions, ImportWarning } from '../imported-group.ts';
import { computedBalances, createBalanceLedger } from '../reading/balance-ledger.ts';
import { type CsvRecord, isBlankRecord, readCsv, sniffDelimiter } from '../reading/csv-reader.ts';
import { mostFrequentCurrency, quote } from '../reading/import-fields.ts';
import { readMemberColumns } from '../reading/member-columns.ts';
import { createSourceIds } from '../reading/source-id.ts';
import { refuseImport } from '../refuse-import.ts';
import { readSpliitRow, type SpliitCsvContext, type SpliitCsvLayout } from './spliit-csv-row.ts';

const LEADING_TITLES = ['Date', 'Description', 'Category', 'Currency', 'Cost', 'Original cost', 'Original currency']
  .concat(['Conversion rate'])
  .map((title) => title.toLowerCase());
const PAYMENT_TITLES = new Set(['is reimbursement', 'is settlement']);

/**
 * A Spliit export in CSV: member cells are shares, positive for who paid and negative for the others (not nets). The payer of
 * a row where nobody's share says it is the only member without a share; when several are, the file does not hold who paid
 * and is refused: the JSON export does. Throws `import_refused` with line and reason.
 */
export function parseSpliitCsv(text: string, options: ImportOptions = {}): ImportedGroup {
  const delimiter = sniffDelimiter(text);
  const records = [...readCsv(text, delimiter)].filter((record) => !isBlankRecord(record));
  const [header, ...rows] = records;
  const layout = header === undefined ? undefined : findSpliitLayout(header);
  if (header === undefined || layout === undefined) return refuseHeader(header);
  const warnings: ImportWarning[] = [];
  const headings = withoutTrailingBlanks(header.cells).slice(layout.firstMember);
  const members = readMemberColumns(headings, header.line, warnings);
  const ledger = createBalanceLedger();
  const mark = delimiter === ',' ? '.' : ',';
  const context = { layout, members, ledger, mark, options, warnings, sourceIdOf: createSourceIds() } as const;
  const items = rows.flatMap((row) => readRow(row, context));
  if (items.length === 0) refuseImport('nothing_to_read', 'The file has no bill or payment.');
  const currency = mostFrequentCurrency(items);
  return {
    format: 'spliit-csv',
    ...(currency === undefined ? {} : { currency }),
    members,
    items,
    ...computedBalances(ledger, members),
    warnings,
  };
}

/** Where the columns are, or undefined when the record is no header of a Spliit export. */
export function findSpliitLayout(record: CsvRecord): SpliitCsvLayout | undefined {
  const titles = record.cells.map((cell) => cell.trim().toLowerCase());
  if (LEADING_TITLES.some((title, index) => titles[index] !== title)) return undefined;
  const isPayment = titles.findIndex((title) => PAYMENT_TITLES.has(title));
  const splitMode = titles.indexOf('split mode');
  if (isPayment < LEADING_TITLES.length || splitMode !== isPayment + 1) return undefined;
  return { isPayment, splitMode, firstMember: splitMode + 1 };
}

function readRow(record: CsvRecord, context: SpliitCsvContext): readonly ImportedItem[] {
  const width = context.layout.firstMember + context.members.length;
  const { cells } = record;
  if (cells.length < width || cells.slice(width).some((cell) => cell.trim() !== '')) {
    const message = `The row has ${cells.length} columns where the header has ${width}.`;
    refuseImport('wrong_column_count', message, record.line, { expected: width, found: cells.length });
  }
  const item = readSpliitRow(record, context);
  return item === undefined ? [] : [item];
}

function withoutTrailingBlanks(cells: readonly string[]): readonly string[] {
  const last = cells.findLastIndex((cell) => cell.trim() !== '');
  return cells.slice(0, last + 1);
}

function refuseHeader(record: CsvRecord | undefined): never {
  const header = (record?.cells ?? []).slice(0, LEADING_TITLES.length).map((cell) => quote(cell.trim()));
  const message = `The header '${header.join(',')}' is not one of a Spliit export (Date, Description, Category, Currency, Cost, ...).`;
  return refuseImport('header_not_recognised', message, record?.line, { header });
}
