/** Every code a caller may see. Each has a heading in docs/errors.md; a test fails on a missing or a dead one. */
export type ErrorCode =
  | 'invalid_input'
  | 'not_signed_in'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'idempotency_key_reused'
  | 'precondition_required'
  | 'rate_limited'
  | 'too_large'
  | 'amount_out_of_range'
  | 'amount_unreadable'
  | 'amount_ambiguous'
  | 'unknown_currency'
  | 'shares_mismatch'
  | 'not_a_member'
  | 'state_not_allowed'
  | 'reading_implausible'
  | 'import_refused'
  | 'content_damaged'
  | 'unavailable';

/** What went wrong, as data: numbers and ids a client can act on, never a secret, never a person's name. */
export type ErrorData = Readonly<Record<string, unknown>>;

/** The one error of the product. `message` is a plain sentence naming what is wrong and what to do. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly data: ErrorData;

  constructor(code: ErrorCode, message: string, data: ErrorData = {}, options?: ErrorOptions) {
    super(message, options);
    this.name = 'AppError';
    this.code = code;
    this.data = data;
  }
}
