import { OperationsError } from '@shared-payments/operations';

/** A length of time for people: `340 ms`, `12.4 s`, `3 min 20 s`, `2 h 5 min`, `3 d`. */
export function lengthOf(durationMs: number): string {
  if (durationMs < 1_000) return `${Math.round(durationMs)} ms`;
  if (durationMs < 120_000) return `${(durationMs / 1_000).toFixed(1)} s`;
  const minutes = Math.floor(durationMs / 60_000);
  if (minutes < 120) return `${minutes} min ${Math.round((durationMs % 60_000) / 1_000)} s`;
  if (minutes < 2_880) return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  return `${Math.floor(minutes / 1_440)} d`;
}

/** A moment in UTC to the second: `2026-11-23 08:45:12`. */
export function momentOf(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 19).replace('T', ' ');
}

/** A moment as an operator types it: ISO 8601, taken as UTC without a zone, or `now`. Undefined when it is neither. */
export function readMoment(text: string, nowMs: number): number | undefined {
  if (text === 'now') return nowMs;
  const hasZone = /(Z|[+-]\d\d:?\d\d)$/i.test(text);
  const atMs = Date.parse(hasZone ? text : `${text.replace(' ', 'T')}Z`);
  return Number.isNaN(atMs) ? undefined : atMs;
}

const UNITS_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  min: 60_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** A length of time as an operator types it: `500ms`, `20s`, `90` (seconds), `5min`, `1h`. Throws `usage` beyond the bounds. */
export function lengthIn(text: string, name: string, leastMs: number, mostMs: number): number {
  const [, digits = '', unit = ''] = /^(\d+(?:\.\d+)?) ?([a-z]*)$/.exec(text) ?? [];
  const lengthMs = digits === '' ? Number.NaN : Number(digits) * (UNITS_MS[unit === '' ? 's' : unit] ?? Number.NaN);
  if (lengthMs >= leastMs && lengthMs <= mostMs) return lengthMs;
  throw new OperationsError({
    code: 'usage',
    message: `${name} is \`${text}\`, which is no time between ${lengthOf(leastMs)} and ${lengthOf(mostMs)}.`,
    remedy: 'Give a number and its unit: ms, s, min, h or d.',
  });
}
