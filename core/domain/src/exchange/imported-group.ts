import type { LocalDate } from '../calendar/local-date.ts';

/** The files that can be read. The bundle is our own and has its own reader. */
export type ImportFormat =
  | 'splitwise-csv'
  | 'spliit-json'
  | 'spliit-csv'
  | 'cospend-csv'
  | 'ihatemoney-json'
  | 'ihatemoney-csv';

/** What was concluded because the source does not say it. */
export type InferenceCode =
  | 'payer_share_from_cost'
  | 'payers_equal_split'
  | 'payers_share_remainder'
  | 'payer_unknown'
  | 'payer_without_share'
  | 'payment_by_title'
  | 'payment_kept_as_bill'
  | 'shares_rounded'
  | 'shares_completed'
  | 'shares_even_by_label'
  | 'amount_rounded'
  | 'original_amount_major_units'
  | 'original_amount_recovered'
  | 'original_dropped'
  | 'currency_by_symbol'
  | 'currency_by_caller';

export type ImportWarningCode =
  | 'header_by_position'
  | 'row_without_effect'
  | 'footer_repeated_differs'
  | 'footer_label_unknown'
  | 'member_name_repeated'
  | 'member_weight_assumed'
  | 'member_weight_differs'
  | 'comment_unreadable'
  | 'recurrence_not_supported'
  | 'split_weights_ignored';

/** `line` counts from 1 in the file as it was handed in; a quoted line break counts. */
export interface ImportWarning {
  readonly code: ImportWarningCode;
  readonly line?: number;
}

/** `key` names the member inside this import and again when the same source is imported later. */
export interface ImportedMember {
  readonly key: string;
  readonly name: string;
  /** Decimal text, such as '1.5'; absent when the source has no weights. */
  readonly weight?: string;
  readonly isActive: boolean;
}

/** Integer minor units of the item's currency. */
export interface MemberAmount {
  readonly memberKey: string;
  readonly amountMinor: bigint;
}

/** What the source said about the split. Weights are decimal texts; for 'percentage' they are per cent. */
export interface ImportedSplit {
  readonly method: 'equal' | 'weight' | 'percentage' | 'exact';
  readonly weights?: readonly { readonly memberKey: string; readonly weight: string }[];
}

/** `rate` is decimal text: major units of the item's currency for one major unit of the original's. */
export interface OriginalAmount {
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly rate: string;
}

export interface ImportedRecurrence {
  readonly frequency: 'daily' | 'weekly' | 'monthly' | 'yearly';
  readonly interval: number;
  readonly until?: LocalDate;
}

/**
 * One bill or payment. Payers and shares each sum to `totalMinor`. A payment has one payer and one other member with the
 * whole, positive amount. `sourceId` is the same each time the same record is imported; identical records are numbered.
 */
export interface ImportedItem {
  readonly sourceId: string;
  readonly line?: number;
  readonly kind: 'bill' | 'payment';
  readonly date: LocalDate;
  readonly title: string;
  readonly category?: string;
  readonly notes?: string;
  readonly currency: string;
  readonly totalMinor: bigint;
  readonly payers: readonly MemberAmount[];
  readonly shares: readonly MemberAmount[];
  readonly splitMethod?: ImportedSplit;
  readonly original?: OriginalAmount;
  readonly recurrence?: ImportedRecurrence;
  readonly inferred: readonly InferenceCode[];
  /** In the source's trash: kept for the record, in no balance. */
  readonly isDeleted: boolean;
}

/** currency -> member key -> minor units; positive is owed to the member. */
export type BalanceTable = Readonly<Record<string, Readonly<Record<string, bigint>>>>;

export interface ImportedGroup {
  readonly format: ImportFormat;
  readonly name?: string;
  /** The group's currency, or the most frequent one; absent when the file has no item. */
  readonly currency?: string;
  readonly members: readonly ImportedMember[];
  readonly items: readonly ImportedItem[];
  /** What the source says (a footer) or what its own arithmetic gives, computed apart from `items`. */
  readonly sourceBalances: BalanceTable;
  /** Per currency: 'stated' by a footer of the file, or 'computed' from its rows. */
  readonly sourceBalanceOrigin: Readonly<Record<string, 'stated' | 'computed'>>;
  readonly warnings: readonly ImportWarning[];
}

export interface ImportOptions {
  /** Used to tell formats apart and, for some, as the group's name. */
  readonly fileName?: string;
  /** ISO code for files that name no currency (I Hate Money 'XXX', Cospend without currencies, custom symbols). */
  readonly currency?: string;
}
