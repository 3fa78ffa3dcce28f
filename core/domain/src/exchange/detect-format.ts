import { BUNDLE_FORMAT } from './bundle/bundle.ts';
import { MAX_PREAMBLE_RECORDS } from './import-limits.ts';
import type { ImportFormat } from './imported-group.ts';
import { assertImportSize, type CsvRecord, isBlankRecord, readCsv, sniffDelimiter } from './reading/csv-reader.ts';
import { findSpliitLayout } from './spliit/spliit-csv.ts';
import { findSplitwiseHeader } from './splitwise/splitwise-header.ts';
import { cospendTableOf } from './weighted/cospend-tables.ts';
import { isIHateMoneyHeader } from './weighted/ihatemoney.ts';

/** Characters looked at; a header stands at the top. */
const DETECTED_CHARACTERS = 64 * 1024;
const COSPEND_ONLY_TITLES = ['timestamp', 'payer_active', 'repeat', 'categoryid', 'paymentmode'];

/**
 * What a file is by its content; undefined when it is none of them. The name only settles a JSON text that is too damaged to
 * tell. Throws `import_refused` (file_empty, file_too_large, quote_not_closed).
 */
export function detectFormat(text: string, fileName?: string): ImportFormat | typeof BUNDLE_FORMAT | undefined {
  const start = text
    .slice(0, DETECTED_CHARACTERS)
    .replace(/^\uFEFF/, '')
    .trimStart();
  if (start.startsWith('{') || start.startsWith('[')) return jsonFormat(start, fileName);
  assertImportSize(text);
  return csvFormat(text);
}

function jsonFormat(start: string, fileName: string | undefined): ImportFormat | typeof BUNDLE_FORMAT | undefined {
  if (start.startsWith('[')) {
    return /^\[\s*(\]|\{)/.test(start) && /"(owers|payer_name|what)"/.test(start) ? 'ihatemoney-json' : undefined;
  }
  if (start.slice(0, 200).includes(`"${BUNDLE_FORMAT}"`)) return BUNDLE_FORMAT;
  const isSpliit = /"(paidById|paidFor|splitMode|participants)"\s*:/.test(start) || /"expenses"\s*:\s*\[/.test(start);
  return isSpliit || /spliit/i.test(fileName ?? '') ? 'spliit-json' : undefined;
}

function csvFormat(text: string): ImportFormat | undefined {
  const records = firstRecords(text);
  const first = records.find((record) => !isBlankRecord(record));
  if (first === undefined) return undefined;
  if (findSpliitLayout(first) !== undefined) return 'spliit-csv';
  const titles = first.cells.map((cell) => cell.trim());
  const table = cospendTableOf(titles);
  if (table !== undefined && table !== 'bills') return 'cospend-csv';
  if (isIHateMoneyHeader(titles) && !COSPEND_ONLY_TITLES.some((title) => titles.includes(title)))
    return 'ihatemoney-csv';
  if (table === 'bills') return 'cospend-csv';
  return findSplitwiseHeader(records) === undefined ? undefined : 'splitwise-csv';
}

function firstRecords(text: string): readonly CsvRecord[] {
  const records: CsvRecord[] = [];
  for (const record of readCsv(text, sniffDelimiter(text))) {
    records.push(record);
    if (records.length > MAX_PREAMBLE_RECORDS) break;
  }
  return records;
}
