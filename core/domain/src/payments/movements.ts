import { type EntryLine, memberAccount, paymentLines } from '../ledger/entry.ts';
import { toWire } from '../money/money.ts';

/**
 * Money that moved at the gateway. `capture`: from the payer to the receiver; `refund` and `chargeback`: back again;
 * `refund-returned` and `chargeback-won`: back once more; `stray`: taken for no payment; `fee`: kept by the gateway
 * (`stray-fee`: of a stray capture).
 */
export interface Movement {
  readonly kind:
    | 'capture'
    | 'refund'
    | 'refund-returned'
    | 'chargeback'
    | 'chargeback-won'
    | 'stray'
    | 'stray-refund'
    | 'fee'
    | 'stray-fee';
  /** Of the transaction, refund, chargeback or line of the report. */
  readonly id: string;
  /** Minor units; positive, but for a fee that the gateway gives back. */
  readonly amountMinor: number;
}

/** What the gateway holds for the group: minus while it owes. */
export const GATEWAY_CLEARING = 'gateway:clearing';
/** What a receiver has coming from the gateway. */
export const payoutAccount = (memberId: string): string => `payout:${memberId}`;
/** What the gateway kept of what a receiver had coming. */
export const feesAccount = (memberId: string): string => `fees:${memberId}`;
/** What the gateway kept of money that was given back: nobody in the group bears it. */
export const STRAY_FEES = 'fees:stray';
/** What was taken from a payer for no payment, until it is given back. */
export const strayAccount = (memberId: string): string => `stray:${memberId}`;

/**
 * The lines of one movement between `from` (the payer) and `to` (the receiver). Members' lines sum to 0 by themselves and so
 * do the gateway's, so the group's balances and what the gateway owes are each right without the other.
 */
export function movementLines({ kind, amountMinor }: Movement, from: string, to: string): readonly EntryLine[] {
  const opposite = toWire(-BigInt(amountMinor));
  switch (kind) {
    case 'capture':
    case 'refund-returned':
    case 'chargeback-won':
      return [...paymentLines(from, to, amountMinor), ...gatewayLines(opposite, payoutAccount(to))];
    case 'refund':
    case 'chargeback':
      return [...paymentLines(to, from, amountMinor), ...gatewayLines(amountMinor, payoutAccount(to))];
    case 'stray':
      return gatewayLines(opposite, strayAccount(from));
    case 'stray-refund':
      return gatewayLines(amountMinor, strayAccount(from));
    case 'fee':
      return gatewayLines(amountMinor, feesAccount(to));
    case 'stray-fee':
      return gatewayLines(amountMinor, STRAY_FEES);
  }
}

function gatewayLines(clearingMinor: number, counter: string): readonly EntryLine[] {
  return [
    { account: GATEWAY_CLEARING, amountMinor: clearingMinor },
    { account: counter, amountMinor: toWire(-BigInt(clearingMinor)) },
  ];
}

/** Whether both the members' lines and the others sum to 0. */
export function isBalancedApart(lines: readonly EntryLine[]): boolean {
  const prefix = memberAccount('');
  const sumOf = (ofMembers: boolean) =>
    lines
      .filter(({ account }) => account.startsWith(prefix) === ofMembers)
      .reduce((sum, { amountMinor }) => sum + BigInt(amountMinor), 0n);
  return sumOf(true) === 0n && sumOf(false) === 0n;
}
