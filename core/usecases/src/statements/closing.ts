import type { LocalDate } from '@shared-payments/domain';
import type { AccountLine } from '../balances/account-lines.ts';
import { defineCollection } from '../store/collection.ts';

/** A month that was closed. What its statements say never changes; later corrections are posted after `through`. */
export interface Closing {
  readonly id: string;
  readonly version: number;
  /** 'YYYY-MM'. */
  readonly month: string;
  readonly through: LocalDate;
  readonly closedAt: number;
  /** A member's id. */
  readonly closedBy: string;
  readonly statements: readonly { readonly memberId: string; readonly sha256: string }[];
}

/** One statement as it was frozen. */
export interface FrozenStatement {
  readonly id: string;
  readonly version: number;
  readonly month: string;
  readonly memberId: string;
  /** Of the content's canonical JSON, in hex. */
  readonly sha256: string;
  readonly content: StatementContent;
}

/** All that a statement says. Printed and hashed, so it may only ever change together with `format`. */
export interface StatementContent {
  readonly format: 1;
  readonly kind: 'statement';
  readonly group: { readonly id: string; readonly name: string; readonly timeZone: string };
  readonly member: { readonly id: string; readonly name: string };
  readonly month: string;
  readonly closedAt: number;
  readonly currencies: readonly StatementCurrency[];
}

/** Opening plus what the lines add is closing, always. */
export interface StatementCurrency {
  readonly currency: string;
  readonly openingMinor: number;
  readonly lines: readonly StatementLine[];
  readonly closingMinor: number;
}

export interface StatementLine extends AccountLine {
  /** Who is on the other side of a payment; null for bills. */
  readonly counterpart: { readonly memberId: string; readonly name: string } | null;
  /** What was changed of an earlier, closed month: `netMinor` is then after less before. */
  readonly correction: {
    readonly bookedOn: LocalDate;
    readonly beforeMinor: number;
    readonly afterMinor: number;
  } | null;
}

export const closings = defineCollection<Closing>('closings', { keys: ({ month }) => [['byMonth', month]] });

export const frozenStatements = defineCollection<FrozenStatement>('statements', {
  keys: ({ memberId, month, sha256 }) => [
    ['byMember', `${memberId}|${month}`],
    ['bySha256', sha256],
  ],
});

export const frozenStatementId = (month: string, memberId: string): string => `${month}-${memberId}`;
