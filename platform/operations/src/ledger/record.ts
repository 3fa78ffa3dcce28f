/** What JSON can carry: a record is hashed in this form, so it may hold nothing else. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export type LedgerKind =
  | 'deployment'
  | 'rollback'
  | 'scaling'
  | 'draining'
  | 'repair'
  | 'migration'
  | 'flag'
  | 'setting'
  | 'drill'
  | 'proof'
  | 'upgrade'
  | 'incident';

/** What an operation may be part of that is no change of its own: a proof or a drill, as the records of their figures are called. */
export type Trial = 'proof' | 'drill';

/** succeeded: what was wanted is so. failed: it is not, and users never saw the attempt. rolled_back: they did, and were taken back. */
export type LedgerOutcome = 'succeeded' | 'failed' | 'rolled_back';

/** One thing that was done to an environment: who, why, when, how it ended and what was measured. */
export interface LedgerEntry {
  readonly kind: LedgerKind;
  readonly environment: string;
  /** Unique to the operation, so that an interrupted command does not record it twice. */
  readonly operationId: string;
  readonly actor: string;
  readonly reason: string;
  readonly startedAtMs: number;
  readonly endedAtMs: number;
  readonly outcome: LedgerOutcome;
  /** `during` names the trial it was part of, where it was. */
  readonly data: Readonly<Record<string, Json>>;
}

export interface LedgerRecord extends LedgerEntry {
  /** 1, 2, 3 … without a gap. */
  readonly seq: number;
  /** Hash of the record before, or 64 zeros. */
  readonly previous: string;
  /** SHA-256 over the canonical JSON of everything above, 64 hex digits. */
  readonly hash: string;
}
