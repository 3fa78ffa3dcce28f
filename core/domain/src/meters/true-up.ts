import { fromWire, toWire } from '../money/money.ts';
import { computeShares } from '../shares/compute-shares.ts';
import type { MemberAmount, Split } from '../shares/split.ts';
import type { Charge } from './charge.ts';

/** The difference between what a period was charged by and what its readings say by now. */
export interface Correction {
  /** What is to be added now; below 0 it is given back. */
  readonly totalMinor: bigint;
  /** By member id; they sum to the total. Members with nothing to correct are left out. */
  readonly members: readonly { readonly memberId: string; readonly amountMinor: bigint }[];
}

/** What a charge is for each member, before any rounding account moves an odd unit: what a correction compares with. */
export function amountsOf(charge: Pick<Charge, 'totalMinor' | 'split'>): readonly MemberAmount[] {
  return sharesOf(charge).map(({ memberId, amountMinor }) => ({ memberId, amountMinor: toWire(amountMinor) }));
}

/**
 * The difference, member by member, between what was charged so far and the same charge by the readings of today: added to
 * the next charge, both together are exactly what the readings cost.
 */
export function trueUp(charged: readonly MemberAmount[], actual: Pick<Charge, 'totalMinor' | 'split'>): Correction {
  const differences = new Map<string, bigint>();
  const change = (memberId: string, amount: bigint) =>
    differences.set(memberId, (differences.get(memberId) ?? 0n) + amount);
  for (const { memberId, amountMinor } of charged) change(memberId, -fromWire(amountMinor));
  for (const { memberId, amountMinor } of sharesOf(actual)) change(memberId, amountMinor);
  const members = [...differences]
    .filter(([, amountMinor]) => amountMinor !== 0n)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([memberId, amountMinor]) => ({ memberId, amountMinor }));
  return { totalMinor: members.reduce((total, { amountMinor }) => total + amountMinor, 0n), members };
}

/** The split of a charge together with corrections: exact amounts, since every member's correction is their own. */
export function splitWithCorrections(
  charge: Pick<Charge, 'totalMinor' | 'split'>,
  corrections: readonly Correction[],
): { readonly totalMinor: bigint; readonly split: Split } {
  return corrections.every(({ members }) => members.length === 0) ? charge : summed([sharesOf(charge)], corrections);
}

/** Corrections alone; the members of one whose total is 0 still owe each other. */
export function splitOfCorrections(corrections: readonly Correction[]): {
  readonly totalMinor: bigint;
  readonly split: Split;
} {
  return summed([], corrections);
}

type Amounts = Correction['members'];

function summed(
  charged: readonly Amounts[],
  corrections: readonly Correction[],
): { readonly totalMinor: bigint; readonly split: Split } {
  const amounts = new Map<string, bigint>();
  for (const { memberId, amountMinor } of [...charged, ...corrections.map(({ members }) => members)].flat()) {
    amounts.set(memberId, (amounts.get(memberId) ?? 0n) + amountMinor);
  }
  const ordered = [...amounts].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return {
    totalMinor: ordered.reduce((total, [, amountMinor]) => total + amountMinor, 0n),
    split: {
      method: 'exact',
      amounts: ordered.map(([memberId, amountMinor]) => ({ memberId, amountMinor: toWire(amountMinor) })),
    },
  };
}

function sharesOf({ totalMinor, split }: Pick<Charge, 'totalMinor' | 'split'>) {
  return computeShares(totalMinor, split).shares;
}
