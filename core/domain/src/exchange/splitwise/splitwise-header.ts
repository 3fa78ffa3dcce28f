import { MAX_PREAMBLE_RECORDS } from '../import-limits.ts';
import { type CsvRecord, isBlankRecord } from '../reading/csv-reader.ts';
import { readDecimal } from '../reading/decimal-text.ts';
import { isSplitwiseHeader, SPLITWISE_FIXED_COLUMNS } from './splitwise-words.ts';

export interface SplitwiseHeader {
  /** Index of the record after the header. */
  readonly bodyStart: number;
  readonly line: number;
  readonly memberHeadings: readonly string[];
  /** The titles are in no language known here, but the columns hold what a Splitwise export holds. */
  readonly isByPosition: boolean;
}

const FEWEST_MEMBERS = 2;

/** The header may stand after notes. Undefined when there is none among the first records. */
export function findSplitwiseHeader(records: readonly CsvRecord[]): SplitwiseHeader | undefined {
  const top = records.slice(0, MAX_PREAMBLE_RECORDS);
  const known = top.findIndex((record) => isSplitwiseHeader(record.cells));
  if (known >= 0) return headerAt(records, known, false);
  const unknown = top.findIndex((record) => !isBlankRecord(record));
  return unknown >= 0 && isFollowedByNets(records, unknown) ? headerAt(records, unknown, true) : undefined;
}

function headerAt(records: readonly CsvRecord[], index: number, isByPosition: boolean): SplitwiseHeader {
  const record = records[index];
  const cells = [...(record?.cells ?? [])];
  while (cells.length > SPLITWISE_FIXED_COLUMNS && cells.at(-1)?.trim() === '') cells.pop();
  return {
    bodyStart: index + 1,
    line: record?.line ?? 1,
    memberHeadings: cells.slice(SPLITWISE_FIXED_COLUMNS),
    isByPosition,
  };
}

// Splitwise adds languages; a header in one more is fine when the first row under it has a date, a cost, a currency and
// nets that sum to zero, which no other file here has in those places.
function isFollowedByNets(records: readonly CsvRecord[], headerIndex: number): boolean {
  const width = records[headerIndex]?.cells.length ?? 0;
  const row = records.slice(headerIndex + 1).find((record) => !isBlankRecord(record));
  if (row === undefined || row.cells.length !== width || width < SPLITWISE_FIXED_COLUMNS + FEWEST_MEMBERS) return false;
  const [date = '', , , cost = '', currency = '', ...nets] = row.cells;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || !/^[A-Z]{3}$/.test(currency) || readDecimal(cost) === null) return false;
  const decimals = nets.map((net) => readDecimal(net));
  const scale = Math.max(...decimals.map((decimal) => decimal?.scale ?? 0));
  let sum = 0n;
  for (const decimal of decimals) {
    if (decimal === null) return false;
    sum += decimal.units * 10n ** BigInt(scale - decimal.scale);
  }
  return sum === 0n;
}
