import type { PaymentMethod } from '@shared-payments/domain';
import { type BusinessCount, dayOf, outcomeKey, WINDOW_DAYS_MAX } from './business-count.ts';

/**
 * Of the payments by `method` that ended in the last 30 days with or without money, the part that was posted; undefined when
 * none did. One that was called off by people, or that nobody approved, is neither.
 */
export function successRatio(count: BusinessCount, method: PaymentMethod, nowMs: number): number | undefined {
  const first = dayOf(nowMs) - WINDOW_DAYS_MAX;
  const recent = Object.entries(count.outcomesOfDays).filter(([day]) => Number(day) > first);
  const sum = (outcome: 'posted' | 'failed') =>
    recent.reduce((total, [, counts]) => total + (counts[outcomeKey(method, outcome)] ?? 0), 0);
  const ended = sum('posted') + sum('failed');
  return ended === 0 ? undefined : sum('posted') / ended;
}
