import { AppError } from '../errors.ts';
import { fromWire } from '../money/money.ts';
import type { BillPart } from './course.ts';

export const BILL_PARTS_MAX = 50;

/** What one member owes on a bill that has been approved, and what other payments have settled or hold of it. */
export interface OpenBill {
  readonly billId: string;
  readonly shareMinor: number;
  readonly settledMinor: bigint;
}

/**
 * A payment may settle several bills, each in part, and more than all of them together: the rest counts for the balance.
 * Errors: `invalid_input` for a bill named twice or settled beyond the share, or parts that are more than the payment.
 */
export function assertBillParts(amountMinor: number, parts: readonly BillPart[], open: readonly OpenBill[]): void {
  const seen = new Set<string>();
  let sum = 0n;
  for (const part of parts) {
    if (seen.has(part.billId)) throw wrong('A bill is named twice: name it once, with the whole part.', part.billId);
    seen.add(part.billId);
    const bill = open.find(({ billId }) => billId === part.billId);
    const left = bill ? fromWire(bill.shareMinor) - bill.settledMinor : 0n;
    if (fromWire(part.amountMinor) > left) {
      throw wrong(
        'This is more than is still open of the share of the bill: pay at most what is left.',
        part.billId,
        left,
      );
    }
    sum += fromWire(part.amountMinor);
  }
  if (sum > fromWire(amountMinor)) {
    throw new AppError('invalid_input', 'The parts for the bills are more than the payment.', {
      differenceMinor: Number(sum - fromWire(amountMinor)),
    });
  }
}

/** What arrived, given to the bills in the order they were named: the last ones get less when less arrived. */
export function settledParts(parts: readonly BillPart[], arrivedMinor: bigint): readonly BillPart[] {
  let left = arrivedMinor > 0n ? arrivedMinor : 0n;
  return parts.flatMap((part) => {
    const asked = fromWire(part.amountMinor);
    const amount = asked < left ? asked : left;
    left -= amount;
    return amount > 0n ? [{ billId: part.billId, amountMinor: Number(amount) }] : [];
  });
}

function wrong(message: string, billId: string, leftMinor?: bigint): AppError {
  return new AppError('invalid_input', message, {
    billId,
    ...(leftMinor === undefined ? {} : { openMinor: Number(leftMinor > 0n ? leftMinor : 0n) }),
  });
}
