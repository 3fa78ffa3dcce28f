import { MAX_CELL_CHARACTERS, MAX_IMPORT_CHARACTERS, MAX_IMPORT_ROWS } from '../import-limits.ts';
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
 * Throws `import_refused`: file_empty, file_too_large, too_many_rows, text_too_long, quote_not_closed.
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

/** The delimiter that gives the widest record near the top; a comma when all are alike. */
export function sniffDelimiter(text: string): CsvDelimiter {
  let best: { delimiter: CsvDelimiter; width: number } = { delimiter: ',', width: 0 };
  for (const delimiter of DELIMITERS) {
    const width = widestRecord(text, delimiter);
    if (width > best.width) best = { delimiter, width };
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
  if (cell.length > MAX_CELL_CHARACTERS) {
    refuseImport('text_too_long', `A cell may have at most ${MAX_CELL_CHARACTERS} characters.`, line);
  }
  return cell;
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

function widestRecord(text: string, delimiter: CsvDelimiter): number {
  let width = 0;
  let seen = 0;
  for (const record of readCsv(text, delimiter)) {
    width = Math.max(width, record.cells.length);
    seen += 1;
    if (seen >= SNIFFED_RECORDS) break;
  }
  return width;
}
