/** What answers with a status of these say of when to come again (RFC 9110, section 10.2.3; RFC 6585). */
const ASKING = new Set([429, 503]);

/** How many milliseconds a receiver asks to be left alone; undefined when it does not ask, or in no form that is known. */
export function retryAfterMs(status: number, header: string | undefined, nowMs: number): number | undefined {
  if (header === undefined || !ASKING.has(status)) return undefined;
  const waitMs = /^\d{1,9}$/.test(header.trim()) ? Number(header) * 1_000 : Date.parse(header) - nowMs;
  return waitMs > 0 ? waitMs : undefined;
}
