import { fromWire } from '../money/money.ts';
import { capturedTransaction, type PaymentCourse, type Refund } from './course.ts';

/** What can still be given back: captured, less refunds that are made or on their way, less what a bank took back. */
export function refundableMinor(course: PaymentCourse): bigint {
  return lessGivenBack(course, ({ state }) => state !== 'failed');
}

/** What the receiver has of a payment: captured, less what went back. A refund on its way has not gone yet. */
export function keptMinor(course: PaymentCourse): bigint {
  return lessGivenBack(course, ({ state }) => state === 'succeeded');
}

function lessGivenBack(course: PaymentCourse, counts: (refund: Refund) => boolean): bigint {
  const own = capturedTransaction(course);
  const refunded = course.refunds
    .filter((refund) => counts(refund) && !refund.isStray)
    .reduce((sum, { amountMinor }) => sum + fromWire(amountMinor), 0n);
  const takenBack = course.chargebacks
    .filter(({ state, transactionId }) => state !== 'won' && transactionId === own?.id)
    .reduce((sum, { amountMinor }) => sum + fromWire(amountMinor), 0n);
  const left = fromWire(course.capturedMinor) - refunded - takenBack;
  return left > 0n ? left : 0n;
}
