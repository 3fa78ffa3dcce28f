import type { LedgerRecord } from './record.ts';

/** The first thing to ask in an incident: what was at work in the `durationMs` before a moment, newest first. */
export function changesBefore(
  records: readonly LedgerRecord[],
  atMs: number,
  durationMs: number,
  environment?: string,
): readonly LedgerRecord[] {
  return records
    .filter((record) => environment === undefined || record.environment === environment)
    .filter((record) => record.startedAtMs <= atMs && record.endedAtMs > atMs - durationMs)
    .sort((one, other) => other.endedAtMs - one.endedAtMs);
}
