/** Attempts at the gateway for one payment, each a transaction of its own after a decline that may pass. */
export const ATTEMPTS_MAX = 4;
/** Calls for one transaction or refund whose answer never came; then a person has to look. */
export const CALLS_MAX = 60;
/** Refunds of one stray capture, each after the last one failed; then a person has to look. */
export const STRAY_REFUNDS_MAX = 5;
/** Gateways forget idempotency keys after 24 hours: after this long a call is never repeated, only looked up. */
export const KEY_LIFE_MS = 20 * 3_600_000;
/** How long the payer's bank may take to hear from the payer. */
export const ACTION_LIFE_MS = 24 * 3_600_000;

const CALL_FIRST_MS = 5_000;
const CALL_MAX_MS = 3_600_000;
const ATTEMPT_FIRST_MS = 10 * 60_000;
const ATTEMPT_MAX_MS = 24 * 3_600_000;
const ATTEMPT_FACTOR = 6;

/** The wait before call number `callCount + 1`, doubling up to an hour. */
export function callDelayMs(callCount: number): number {
  return Math.min(CALL_MAX_MS, CALL_FIRST_MS * 2 ** Math.min(callCount, 30));
}

/** The wait before the attempt after `attemptCount` declined ones: 10 minutes, an hour, six hours. */
export function attemptDelayMs(attemptCount: number): number {
  return Math.min(ATTEMPT_MAX_MS, ATTEMPT_FIRST_MS * ATTEMPT_FACTOR ** Math.max(0, attemptCount - 1));
}
