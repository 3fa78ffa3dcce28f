import { AppError } from '../../errors.ts';
import { MAX_CELL_CHARACTERS, MAX_IMPORT_CHARACTERS, MAX_IMPORT_COLUMNS, MAX_IMPORT_ROWS } from '../import-limits.ts';
import { refuseImport } from '../refuse-import.ts';

export type CsvDelimiter = ',' | ';' | '\t';

/** `line` is where the record starts. A blank line is a record of one empty cell. */
export interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

const BYTE_ORDER_MARK = '\uFEFF';
const SNIFFED_RECORDS = 20;
const DELIMITERS: readonly CsvDelimiter[] = [',', ';', '\t'];

/**
 * RFC 4180, one record at a time: quoted delimiters, quotes and line breaks, with LF, CRLF or CR ends and an optional byte
 * order mark. Text after a closing quote is kept, as some exporters forget to double their quotes.
 * Throws `import_refused`: file_empty, file_too_large, too_many_rows, too_many_columns, text_too_long, quote_not_closed.
 */
export function* readCsv(text: string, delimiter: CsvDelimiter): Generator<CsvRecord, void, undefined> {
  assertImportSize(text);
  const cursor: Cursor = { text, position: text.startsWith(BYTE_ORDER_MARK) ? 1 : 0, line: 1 };
  let records = 0;
  while (cursor.position < text.length) {
    const line = cursor.line;
    records += 1;
    if (records > MAX_IMPORT_ROWS) {
      refuseImport('too_many_rows', `A file may have at most ${MAX_IMPORT_ROWS} rows.`, line, {
        limit: MAX_IMPORT_ROWS,
      });
    }
    yield { line, cells: readRecord(cursor, delimiter) };
  }
}

/** The delimiter under which most records near the top have the same width; the wider one, then a comma, when equal. */
export function sniffDelimiter(text: string): CsvDelimiter {
  let best: { delimiter: CsvDelimiter; records: number; width: number } = { delimiter: ',', records: 0, width: 0 };
  for (const delimiter of DELIMITERS) {
    const { records, width } = commonWidth(text, delimiter);
    if (records > best.records || (records === best.records && width > best.width))
      best = { delimiter, records, width };
  }
  return best.delimiter;
}

export function isBlankRecord(record: CsvRecord): boolean {
  return record.cells.every((cell) => cell.trim() === '');
}

/** Throws `import_refused` (file_empty, file_too_large). */
export function assertImportSize(text: string): void {
  if (text.length > MAX_IMPORT_CHARACTERS) {
    const message = `The file has more than ${MAX_IMPORT_CHARACTERS} characters. Export a shorter period.`;
    refuseImport('file_too_large', message, undefined, { limit: MAX_IMPORT_CHARACTERS });
  }
  if (text.trim() === '') refuseImport('file_empty', 'The file is empty.');
}

interface Cursor {
  readonly text: string;
  position: number;
  line: number;
}

function readRecord(cursor: Cursor, delimiter: CsvDelimiter): string[] {
  const cells: string[] = [];
  for (;;) {
    if (cells.length >= MAX_IMPORT_COLUMNS) {
      const message = `A row may have at most ${MAX_IMPORT_COLUMNS} columns.`;
      refuseImport('too_many_columns', message, cursor.line, { limit: MAX_IMPORT_COLUMNS });
    }
    cells.push(readCell(cursor, delimiter));
    if (cursor.text[cursor.position] !== delimiter) break;
    cursor.position += 1;
  }
  skipLineEnd(cursor);
  return cells;
}

function readCell(cursor: Cursor, delimiter: CsvDelimiter): string {
  const line = cursor.line;
  const quoted = cursor.text[cursor.position] === '"' ? readQuoted(cursor) : '';
  const start = cursor.position;
  while (cursor.position < cursor.text.length) {
    const character = cursor.text[cursor.position];
    if (character === delimiter || character === '\n' || character === '\r') break;
    cursor.position += 1;
  }
  const cell = quoted + cursor.text.slice(start, cursor.position);
  assertCellLength(cell, line);
  return cell;
}

function assertCellLength(cell: string, line: number): void {
  if (cell.length <= MAX_CELL_CHARACTERS) return;
  refuseImport('text_too_long', `A cell may have at most ${MAX_CELL_CHARACTERS} characters.`, line);
}

function readQuoted(cursor: Cursor): string {
  const { text, line } = cursor;
  let content = '';
  let start = cursor.position + 1;
  for (;;) {
    const end = text.indexOf('"', start);
    if (end < 0) refuseImport('quote_not_closed', 'A quoted cell has no closing quote. The file may be cut off.', line);
    content += text.slice(start, end);
    if (text[end + 1] !== '"') {
      cursor.position = end + 1;
      cursor.line += countLineEnds(content);
      return content;
    }
    content += '"';
    assertCellLength(content, line);
    start = end + 2;
  }
}

function countLineEnds(text: string): number {
  let count = 0;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (character === '\n' || (character === '\r' && text[index + 1] !== '\n')) count += 1;
  }
  return count;
}

function skipLineEnd(cursor: Cursor): void {
  if (cursor.text[cursor.position] === '\r') cursor.position += cursor.text[cursor.position + 1] === '\n' ? 2 : 1;
  else if (cursor.text[cursor.position] === '\n') cursor.position += 1;
  cursor.line += 1;
}

function commonWidth(text: string, delimiter: CsvDelimiter): { readonly records: number; readonly width: number } {
  const counts = new Map<number, number>();
  for (const width of topWidths(text, delimiter)) counts.set(width, (counts.get(width) ?? 0) + 1);
  const [common] = [...counts].sort((left, right) => right[1] - left[1] || right[0] - left[0]);
  return { records: common?.[1] ?? 0, width: common?.[0] ?? 0 };
}

// Under the wrong delimiter a quote can seem to open and never close; what was read until then still counts.
function topWidths(text: string, delimiter: CsvDelimiter): readonly number[] {
  const widths: number[] = [];
  let seen = 0;
  try {
    for (const { cells } of readCsv(text, delimiter)) {
      if (cells.length > 1) widths.push(cells.length);
      seen += 1;
      if (seen >= SNIFFED_RECORDS) break;
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
  return widths;
}
