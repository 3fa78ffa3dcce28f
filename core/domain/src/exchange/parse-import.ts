import { BUNDLE_FORMAT } from './bundle/bundle.ts';
import { detectFormat } from './detect-format.ts';
import type { ImportedGroup, ImportFormat, ImportOptions } from './imported-group.ts';
import { isBlankRecord, readCsv, sniffDelimiter } from './reading/csv-reader.ts';
import { quote } from './reading/import-fields.ts';
import { refuseImport } from './refuse-import.ts';
import { parseSpliitCsv } from './spliit/spliit-csv.ts';
import { parseSpliitJson } from './spliit/spliit-json.ts';
import { parseSplitwiseCsv } from './splitwise/splitwise-csv.ts';
import { parseCospendCsv } from './weighted/cospend-csv.ts';
import { parseIHateMoneyCsv, parseIHateMoneyJson } from './weighted/ihatemoney.ts';

const PARSERS: Readonly<Record<ImportFormat, (text: string, options: ImportOptions) => ImportedGroup>> = {
  'splitwise-csv': parseSplitwiseCsv,
  'spliit-json': parseSpliitJson,
  'spliit-csv': parseSpliitCsv,
  'cospend-csv': parseCospendCsv,
  'ihatemoney-json': parseIHateMoneyJson,
  'ihatemoney-csv': parseIHateMoneyCsv,
};

/**
 * Reads a file of any known format, or of `format` when the user says which. Throws `import_refused` and nothing else,
 * whatever the text: `data.reason` is an ImportRefusalReason, `data.line` the line where there is one.
 */
export function parseImport(text: string, options: ImportOptions = {}, format?: ImportFormat): ImportedGroup {
  const found = format ?? detectFormat(text, options.fileName) ?? refuseUnknown(text);
  if (found === BUNDLE_FORMAT) {
    return refuseImport('format_not_recognised', 'This is a bundle of Shared Payments. Restore it as a group instead.');
  }
  return PARSERS[found](text, options);
}

function refuseUnknown(text: string): never {
  if (/^\s*[[{]/.test(text.slice(0, 1000))) {
    return refuseImport('format_not_recognised', 'The JSON is no export of Spliit or I Hate Money.', 1);
  }
  for (const record of readCsv(text, sniffDelimiter(text))) {
    if (isBlankRecord(record)) continue;
    const header = record.cells.slice(0, 6).map((cell) => quote(cell.trim()));
    const message = `The header '${header.join(',')}' is not one of Splitwise, Spliit, Cospend or I Hate Money.`;
    return refuseImport('header_not_recognised', message, record.line, { header });
  }
  return refuseImport('file_empty', 'The file is empty.');
}
