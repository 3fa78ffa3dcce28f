export interface CsvOptions {
  readonly delimiter?: ',' | ';' | '\t';
  /** Excel takes a file for UTF-8 only with it. */
  readonly hasByteOrderMark?: boolean;
  readonly lineEnd?: '\n' | '\r\n';
  /** Columns in which '-12.50' is a number and no formula. Anything but a plain number is guarded there as well. */
  readonly numericColumns?: ReadonlySet<number>;
}

const FORMULA_START = /^'*[=+\-@\t\r\n]/;
const PLAIN_NUMBER = /^-?\d+(?:\.\d+)?$/;
const NEEDS_QUOTES = /[",;\t\r\n]|^\s|\s$/;

/**
 * RFC 4180 text that a spreadsheet opens without running anything: a cell that starts like a formula (= + - @ tab, line end)
 * gets an apostrophe in front, and one that already has such a guard gets one more, so that a reader can take it off again.
 */
export function toCsv(rows: readonly (readonly string[])[], options: CsvOptions = {}): string {
  const delimiter = options.delimiter ?? ',';
  const lineEnd = options.lineEnd ?? '\r\n';
  const lines = rows.map((row) => {
    const cells = row.map((cell, column) => quoteCell(guardCell(cell, options.numericColumns?.has(column) === true)));
    return `${cells.join(delimiter)}${lineEnd}`;
  });
  return `${options.hasByteOrderMark === true ? '\uFEFF' : ''}${lines.join('')}`;
}

function guardCell(cell: string, isNumeric: boolean): string {
  if (isNumeric && PLAIN_NUMBER.test(cell)) return cell;
  return FORMULA_START.test(cell) ? `'${cell}` : cell;
}

function quoteCell(cell: string): string {
  return NEEDS_QUOTES.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
