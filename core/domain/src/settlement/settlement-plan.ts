/** Positive: the others owe this member. Negative: this member owes. All in one currency. */
export interface MemberBalance {
  readonly memberId: string;
  readonly amountMinor: bigint;
}

/** `from` pays `to`; always more than 0 minor units. */
export interface Transfer {
  readonly from: string;
  readonly to: string;
  readonly amountMinor: bigint;
}

/** `from` owes `to`, as the bills between the two say; more than 0 minor units. */
export interface PairwiseDebt {
  readonly from: string;
  readonly to: string;
  readonly amountMinor: bigint;
}

/**
 * 'fewest': as few payments as possible. 'keep-creditors': nobody pays somebody they do not owe already.
 * 'through-primary': debtors pay the primary payer, who pays the creditors. 'up-to-date': 'fewest' on the balances of a
 * past day, which the caller hands in.
 */
export type SettlementMode = 'fewest' | 'keep-creditors' | 'through-primary' | 'up-to-date';

/** `debts` is needed by 'keep-creditors' and breaks ties in 'fewest'; `primaryMemberId` is needed by 'through-primary'. */
export interface SettlementInput {
  readonly balances: readonly MemberBalance[] | ReadonlyMap<string, bigint>;
  readonly debts?: readonly PairwiseDebt[];
  readonly primaryMemberId?: string;
}

/**
 * `isExact`: no plan within the rules of the mode needs fewer payments, proven. `naiveCount`: payments without a plan,
 * that is one per pair with an open debt; where no debts were handed in, one pass over the members by their ids.
 */
export interface SettlementPlan {
  readonly transfers: readonly Transfer[];
  readonly isExact: boolean;
  readonly comparedWith: { readonly naiveCount: number };
}
