import type { ExactShares } from './exact-shares.ts';

/**
 * What each member has been charged over (+) or under (-) their exact shares so far, in 10^-12 minor units, as text.
 * One account per group and currency; the values of all members sum to 0; members at 0 are left out.
 */
export type RoundingAccount = Readonly<Record<string, string>>;

export const ACCOUNT_UNITS_PER_MINOR = 10n ** 12n;

/** The account after charging `charged` where `exact` was due. `direction` -1 takes a charge back. */
export function chargeAccount(
  account: RoundingAccount,
  exact: ExactShares,
  charged: ReadonlyMap<string, bigint>,
  direction: 1n | -1n = 1n,
): RoundingAccount {
  const next: Record<string, string> = { ...account };
  for (const [memberId, units] of accountUnits(exact, charged)) {
    const sum = BigInt(account[memberId] ?? '0') + direction * units;
    if (sum === 0n) delete next[memberId];
    else next[memberId] = sum.toString();
  }
  return next;
}

/** Charged minus exact, cut to account units so that the cut parts still sum to 0: the first members take what is left. */
function accountUnits(
  exact: ExactShares,
  charged: ReadonlyMap<string, bigint>,
): readonly (readonly [string, bigint])[] {
  const { denominator, numerators } = exact;
  let sum = 0n;
  const units = [...numerators].toSorted(byMember).map(([memberId, numerator]) => {
    const over = (charged.get(memberId) ?? 0n) * denominator - numerator;
    const cut = (over * ACCOUNT_UNITS_PER_MINOR) / denominator;
    sum += cut;
    return [memberId, cut, over] as const;
  });
  return units.map(([memberId, cut, over]) => {
    const correction = over === 0n ? 0n : sum > 0n ? -1n : sum < 0n ? 1n : 0n;
    sum += correction;
    return [memberId, cut + correction] as const;
  });
}

function byMember(a: readonly [string, bigint], b: readonly [string, bigint]): number {
  return a[0] < b[0] ? -1 : 1;
}
