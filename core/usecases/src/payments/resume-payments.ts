import { AppError } from '@shared-payments/domain';
import type { Services } from '../ports/services.ts';
import { momentKey, payments } from './payment.ts';
import { processPayment } from './process-payment.ts';

export interface ResumedPayments {
  readonly resumedCount: number;
  /** Group, payment and code of those that could not be taken up: they keep no other waiting. */
  readonly failed: readonly string[];
}

/** Takes up at most `limit` payments, of all groups, that have something due: unfinished calls, retries, refunds, expiry. */
export async function resumePayments(services: Services, limit: number, requestId: string): Promise<ResumedPayments> {
  const before = momentKey(services.now() + 1);
  const due = await services.store.find(payments, { index: 'toResume', before, limit });
  const failed: string[] = [];
  for (const { document } of due) {
    const groupId = document.course?.groupId ?? '';
    try {
      await processPayment(services, { groupId, paymentId: document.id }, requestId);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      failed.push(`${groupId}/${document.id}: ${error.code}`);
    }
  }
  return { resumedCount: due.length - failed.length, failed };
}
