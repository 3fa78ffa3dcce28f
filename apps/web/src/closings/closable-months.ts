import { addMonths, parseLocalDate } from '@shared-payments/domain';

/** More are closed with the last of them anyway. */
const MONTHS_OFFERED_MAX = 36;

/**
 * The months that are over and open, newest first, as YYYY-MM: from the one after the last that was closed, or the first there
 * is something of, up to the one before `thisMonth`.
 */
export function closableMonths(
  thisMonth: string,
  lastClosed: string | undefined,
  firstUsed: string | undefined,
): readonly string[] {
  const before = (month: string) => addMonths(parseLocalDate(`${month}-01`), -1).slice(0, 7);
  const isOpen = (month: string) => (lastClosed === undefined ? month >= (firstUsed ?? thisMonth) : month > lastClosed);
  const found: string[] = [];
  for (let month = before(thisMonth); isOpen(month) && found.length < MONTHS_OFFERED_MAX; month = before(month))
    found.push(month);
  return found;
}
