import type { MemberAmount } from '../imported-group.ts';
import { apportion } from '../reading/apportion.ts';

export type SpliitSplitMode = 'EVENLY' | 'BY_SHARES' | 'BY_PERCENTAGE' | 'BY_AMOUNT';

export interface SpliitWeight {
  readonly participantId: string;
  /** Hundredths of a share or of a per cent; minor units for BY_AMOUNT; meaningless for EVENLY. */
  readonly shares: bigint;
}

/**
 * Spliit's own arithmetic: participants in order of their ids, weights as a ratio whatever the mode, largest remainder, and
 * equal remainders from a start that the FNV-1a hash of the expense's id gives (the first when there is no id).
 * Returns null when the weights sum to zero.
 */
export function splitAsSpliit(
  amountMinor: bigint,
  mode: SpliitSplitMode,
  paidFor: readonly SpliitWeight[],
  expenseId: string | undefined,
): readonly MemberAmount[] | null {
  const ordered = [...paidFor].sort((left, right) => (left.participantId < right.participantId ? -1 : 1));
  const weights = ordered.map((part) => (mode === 'EVENLY' ? 1n : part.shares));
  const parts = partsOf(amountMinor, weights, expenseId === undefined ? 0 : hash(expenseId) % ordered.length);
  return parts && ordered.map((part, index) => ({ memberKey: part.participantId, amountMinor: parts[index] ?? 0n }));
}

// Amounts of a refund are negative and may be mixed; when they sum to the amount they are the shares as they stand.
function partsOf(amountMinor: bigint, weights: readonly bigint[], rotation: number): readonly bigint[] | null {
  const weightSum = weights.reduce((sum, weight) => sum + weight, 0n);
  if (weightSum === amountMinor && weights.some((weight) => weight !== 0n)) return weights;
  if (weightSum === 0n) return null;
  const positive = weightSum > 0n ? weights : weights.map((weight) => -weight);
  return positive.some((weight) => weight < 0n) ? null : apportion(amountMinor, positive, rotation);
}

function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value >>> 0;
}
