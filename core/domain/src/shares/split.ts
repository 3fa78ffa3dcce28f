/** Amounts are integers in minor units of the bill's currency (at most 2^53 - 1, as on the wire). */
export interface MemberAmount {
  readonly memberId: string;
  readonly amountMinor: number;
}

export interface MemberWeight {
  readonly memberId: string;
  /** A whole number; 0 takes part with nothing to pay. */
  readonly weight: number;
}

export interface BillItem {
  readonly label: string;
  readonly amountMinor: number;
  readonly weights: readonly MemberWeight[];
}

/** How a total becomes shares. It is kept on the bill: a member's later weight never rewrites history. */
export type Split =
  | { readonly method: 'equal'; readonly participants: readonly string[] }
  | { readonly method: 'weight'; readonly weights: readonly MemberWeight[] }
  /** Decimal texts with at most four decimals, such as '33.3333'; they must sum to 100. */
  | {
      readonly method: 'percentage';
      readonly percentages: readonly { readonly memberId: string; readonly percent: string }[];
    }
  | { readonly method: 'exact'; readonly amounts: readonly MemberAmount[] }
  /** Equal after what is added to (or taken from) some. */
  | {
      readonly method: 'adjustment';
      readonly participants: readonly string[];
      readonly adjustments: readonly MemberAmount[];
    }
  /** Tax, tip and discount follow each member's part of the items; items + tax + tip - discount is the total. */
  | {
      readonly method: 'itemised';
      readonly items: readonly BillItem[];
      readonly taxMinor: number;
      readonly tipMinor: number;
      readonly discountMinor?: number;
    }
  | { readonly method: 'person-days'; readonly days: readonly { readonly memberId: string; readonly days: number }[] }
  /** Consumption in thousandths of the meter's unit; the fixed part is equal for all who are listed. */
  | {
      readonly method: 'meter';
      readonly consumptions: readonly { readonly memberId: string; readonly milli: number }[];
      readonly fixedMinor?: number;
    };

export type SplitMethod = Split['method'];

/** At most this many members on a bill. */
export const BILL_MEMBERS_MAX = 200;

/** Everybody a split names, each once. */
export function membersOf(split: Split): readonly string[] {
  return [...new Set(namesIn(split))];
}

function namesIn(split: Split): readonly string[] {
  switch (split.method) {
    case 'equal':
      return split.participants;
    case 'weight':
      return split.weights.map(({ memberId }) => memberId);
    case 'percentage':
      return split.percentages.map(({ memberId }) => memberId);
    case 'exact':
      return split.amounts.map(({ memberId }) => memberId);
    case 'adjustment':
      return [...split.participants, ...split.adjustments.map(({ memberId }) => memberId)];
    case 'itemised':
      return split.items.flatMap(({ weights }) => weights.map(({ memberId }) => memberId));
    case 'person-days':
      return split.days.map(({ memberId }) => memberId);
    case 'meter':
      return split.consumptions.map(({ memberId }) => memberId);
  }
}
