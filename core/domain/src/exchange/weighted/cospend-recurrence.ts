import { parseLocalDate } from '../../calendar/local-date.ts';
import { AppError } from '../../errors.ts';
import type { ImportedRecurrence, ImportWarning } from '../imported-group.ts';
import type { CospendRow } from './cospend-tables.ts';

const RULES: ReadonlyMap<string, { readonly frequency: ImportedRecurrence['frequency']; readonly every: number }> =
  new Map([
    ['d', { frequency: 'daily', every: 1 }],
    ['w', { frequency: 'weekly', every: 1 }],
    ['b', { frequency: 'weekly', every: 2 }],
    ['m', { frequency: 'monthly', every: 1 }],
    ['y', { frequency: 'yearly', every: 1 }],
  ]);
const NEVER = 'n';
const MAX_INTERVAL = 500;

/** Twice a month ('s') has no equal here and is reported; so is an interval or an end that can't be read. */
export function readCospendRecurrence(row: CospendRow, warnings: ImportWarning[]): ImportedRecurrence | undefined {
  const repeat = (row.get('repeat') ?? NEVER).trim();
  if (repeat === '' || repeat === NEVER) return undefined;
  const rule = RULES.get(repeat);
  const frequencyText = (row.get('repeatfreq') ?? '1').trim();
  const times = frequencyText === '' ? 1 : Number(frequencyText);
  const until = (row.get('repeatuntil') ?? '').trim();
  if (rule === undefined || !Number.isInteger(times) || times < 1 || times > MAX_INTERVAL || !isDayOrEmpty(until)) {
    warnings.push({ code: 'recurrence_not_supported', line: row.line });
    return undefined;
  }
  return { frequency: rule.frequency, interval: rule.every * times, ...(until === '' ? {} : { until }) };
}

function isDayOrEmpty(text: string): boolean {
  try {
    return text === '' || parseLocalDate(text) === text;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}
