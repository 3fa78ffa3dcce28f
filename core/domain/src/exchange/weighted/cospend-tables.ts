import { type CsvRecord, isBlankRecord } from '../reading/csv-reader.ts';
import { quote } from '../reading/import-fields.ts';
import { refuseImport } from '../refuse-import.ts';

export type CospendTableKind = 'members' | 'bills' | 'categories' | 'paymentModes' | 'currencies';

/** A row by column title; a column the table lacks is undefined. */
export interface CospendRow {
  readonly line: number;
  readonly get: (title: string) => string | undefined;
}

export type CospendTables = Readonly<Record<CospendTableKind, readonly CospendRow[]>>;

const REQUIRED_TITLES: readonly (readonly [CospendTableKind, readonly string[]])[] = [
  ['bills', ['what', 'amount', 'payer_name', 'payer_weight', 'owers']],
  ['members', ['name', 'weight', 'active']],
  ['paymentModes', ['paymentmodename', 'paymentmodeid']],
  ['categories', ['categoryname', 'categoryid']],
  ['currencies', ['currencyname', 'exchange_rate']],
];

/** The table a header opens, or undefined. */
export function cospendTableOf(titles: readonly string[]): CospendTableKind | undefined {
  const known = new Set(titles.map((title) => title.trim()));
  return REQUIRED_TITLES.find(([, required]) => required.every((title) => known.has(title)))?.[0];
}

/** Tables stand one under the other, each with its header after a blank line. Throws `import_refused`. */
export function readCospendTables(records: readonly CsvRecord[]): CospendTables {
  const tables: Record<CospendTableKind, CospendRow[]> = {
    members: [],
    bills: [],
    categories: [],
    paymentModes: [],
    currencies: [],
  };
  let header: { readonly titles: readonly string[]; readonly rows: CospendRow[] } | undefined;
  for (const record of records) {
    if (isBlankRecord(record)) {
      header = undefined;
    } else if (header === undefined) {
      const titles = record.cells.map((cell) => cell.trim());
      header = { titles, rows: tables[cospendTableOf(titles) ?? refuseHeader(record)] };
    } else {
      header.rows.push(toRow(record, header.titles));
    }
  }
  return tables;
}

function toRow(record: CsvRecord, titles: readonly string[]): CospendRow {
  const { cells, line } = record;
  if (cells.length !== titles.length) {
    const message = `The row has ${cells.length} columns where the header has ${titles.length}.`;
    refuseImport('wrong_column_count', message, line, { expected: titles.length, found: cells.length });
  }
  const byTitle = new Map(titles.map((title, index) => [title, cells[index] ?? '']));
  return { line, get: (title) => byTitle.get(title) };
}

function refuseHeader(record: CsvRecord): never {
  const header = record.cells.slice(0, 5).map((cell) => quote(cell.trim()));
  const message = `The header '${header.join(',')}' opens no table of a Cospend export.`;
  return refuseImport('header_not_recognised', message, record.line, { header });
}
