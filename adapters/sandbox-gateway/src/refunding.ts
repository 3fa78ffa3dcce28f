import { AppError } from '@shared-payments/domain';
import type { RefundRequest } from '@shared-payments/usecases';
import { addLine, type Held, heldBy, keepHeld } from './account.ts';
import type { Rows } from './book.ts';
import { KEY_KEPT_MS } from './charging.ts';

/** The transaction after a refund, which is made once as long as its key is kept. */
export function refundOnce(rows: Rows, request: RefundRequest, now: number): Held {
  const held = heldBy(rows, request.reference);
  if (!held) throw new AppError('state_not_allowed', 'The sandbox has no such transaction to refund.');
  const key = rows.get(`refund-key|${request.refundId}`);
  if (key !== undefined && now - Number(key) < KEY_KEPT_MS) return held;
  const gone = [...held.refunds.filter(({ state }) => state !== 'failed'), ...takenBack(held)];
  const left = gone.reduce((sum, { amountMinor }) => sum - BigInt(amountMinor), BigInt(held.capturedMinor));
  if (BigInt(request.amountMinor) > left)
    throw new AppError('state_not_allowed', 'The sandbox gives back no more than it captured.');
  const again = held.refunds.filter(({ refundId }) => refundId === request.refundId).length;
  const reference = `re_${request.refundId}${again === 0 ? '' : `_${again}`}`;
  const { refundId, amountMinor } = request;
  rows.put(`refund-key|${refundId}`, String(now));
  addLine(rows, held, { kind: 'refund', subject: again === 0 ? refundId : reference, amountMinor }, now);
  const refund = { refundId, reference, amountMinor, state: 'succeeded' as const, reason: null };
  return keepHeld(rows, { ...held, refunds: [...held.refunds, refund] }, now);
}

function takenBack({ chargebacks }: Held) {
  return chargebacks.filter(({ state }) => state !== 'won');
}

/** The payer's bank sends the newest refund back, days after it was made. */
export function refundReturned(rows: Rows, held: Held, now: number): Held {
  const newest = held.refunds.findLast(({ state }) => state === 'succeeded');
  if (!newest) return held;
  const subject = newest.refundId ?? newest.reference;
  addLine(rows, held, { kind: 'refund-returned', subject, amountMinor: newest.amountMinor }, now);
  const failed = { ...newest, state: 'failed' as const, reason: 'account_closed' };
  return keepHeld(rows, { ...held, refunds: held.refunds.map((one) => (one === newest ? failed : one)) }, now);
}
