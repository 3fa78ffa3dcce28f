import { AppError } from '../errors.ts';
import type { MemberWeight } from '../shares/split.ts';
import { rational, roundToTotal } from './rational.ts';

/**
 * Who uses what the master meter counts and no submeter does: `weights` says who (the owner alone, everybody alike, or by
 * weight); 'proportional' follows the submeters, and `weights` only where they counted nothing.
 */
export interface RemainderRule {
  readonly rule: 'owner' | 'equal' | 'weight' | 'proportional';
  readonly weights: readonly MemberWeight[];
}

/** A submeter and those it serves, alike; nobody: it counts for the common area. */
export interface SubmeterUsage {
  readonly meterId: string;
  readonly consumptionMilli: bigint;
  readonly memberIds: readonly string[];
}

export interface CommonArea {
  /** Thousandths by member, in the order of their ids: they sum to what the master counted. */
  readonly consumptions: readonly { readonly memberId: string; readonly milli: bigint }[];
  /** Master less submeters: common use and loss. Below 0 the submeters counted more than came in. */
  readonly remainderMilli: bigint;
  readonly isRemainderNegative: boolean;
}

/**
 * Everybody's own use with their part of the remainder, in whole thousandths. A negative remainder is flagged and nobody's: then
 * everybody has what their submeter says. Errors: `invalid_input` when nobody is there to take the remainder.
 */
export function allocateMaster(
  masterMilli: bigint,
  submeters: readonly SubmeterUsage[],
  remainder: RemainderRule,
): CommonArea {
  const own = new Map<string, bigint>();
  let counted = 0n;
  for (const { consumptionMilli, memberIds } of submeters) {
    if (memberIds.length === 0) continue;
    counted += consumptionMilli;
    const alike = memberIds.toSorted().map((memberId) => [memberId, 1n] as const);
    give(own, consumptionMilli, alike);
  }
  const remainderMilli = masterMilli - counted;
  if (remainderMilli > 0n) give(own, remainderMilli, takersOf(remainder, own));
  return {
    consumptions: [...own].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([memberId, milli]) => ({ memberId, milli })),
    remainderMilli,
    isRemainderNegative: remainderMilli < 0n,
  };
}

type Takers = readonly (readonly [memberId: string, weight: bigint])[];

function takersOf({ rule, weights }: RemainderRule, own: ReadonlyMap<string, bigint>): Takers {
  const users = [...own].filter(([, milli]) => milli > 0n);
  if (rule === 'proportional' && users.length > 0) return users;
  return weights.map(({ memberId, weight }) => [memberId, BigInt(weight)] as const);
}

/** Largest remainder; of equal ones the first by id, so that the order of members changes nothing. */
function give(own: Map<string, bigint>, milli: bigint, takers: Takers): void {
  const ordered = takers.toSorted(([a], [b]) => (a < b ? -1 : 1));
  const weightSum = ordered.reduce((sum, [, weight]) => sum + weight, 0n);
  if (weightSum === 0n) {
    throw new AppError('invalid_input', 'Nobody takes the part that no submeter counts: choose who does.');
  }
  const parts = roundToTotal(
    ordered.map(([, weight]) => rational(milli * weight, weightSum)),
    milli,
  );
  for (const [index, [memberId]] of ordered.entries()) {
    own.set(memberId, (own.get(memberId) ?? 0n) + (parts[index] ?? 0n));
  }
}
