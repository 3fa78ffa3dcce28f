/** Every code an operator may see. Each has a heading in platform/operations/errors.md; a test fails on a missing or a dead one. */
export type OperationsErrorCode =
  | 'aborted'
  | 'already_deployed'
  | 'assumption_broken'
  | 'build_failed'
  | 'colour_busy'
  | 'colour_empty'
  | 'crashed_at_boot'
  | 'driver_unavailable'
  | 'fenced_off'
  | 'journal_conflict'
  | 'ledger_broken'
  | 'ledger_conflict'
  | 'lock_held'
  | 'lock_lost'
  | 'migration_failed'
  | 'not_ready_in_time'
  | 'nothing_to_do'
  | 'operation_under_way'
  | 'out_of_range'
  | 'port_taken'
  | 'release_damaged'
  | 'release_unknown'
  | 'rollback_refused'
  | 'schema_too_new'
  | 'setting_missing'
  | 'smoke_failed'
  | 'stop_in_time_failed'
  | 'synthesis_failed'
  | 'traffic_mismatch'
  | 'usage'
  | 'verdict_failed'
  | 'verdict_inconclusive'
  | 'wrong_version';

/** Numbers and names a tool can act on; never a secret. */
export type OperationsErrorData = Readonly<Record<string, unknown>>;

export interface OperationsErrorInit {
  readonly code: OperationsErrorCode;
  /** One plain sentence: what is wrong. */
  readonly message: string;
  /** One plain sentence: what the operator can do about it. */
  readonly remedy: string;
  readonly data?: OperationsErrorData;
  readonly cause?: unknown;
}

/** The one error of the operator's half. `message` says what is wrong, `remedy` what to do. */
export class OperationsError extends Error {
  readonly code: OperationsErrorCode;
  readonly remedy: string;
  readonly data: OperationsErrorData;

  constructor(init: OperationsErrorInit) {
    super(init.message, init.cause === undefined ? {} : { cause: init.cause });
    this.name = 'OperationsError';
    this.code = init.code;
    this.remedy = init.remedy;
    this.data = init.data ?? {};
  }
}
