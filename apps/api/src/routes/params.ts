import { Id, MonthName } from '@shared-payments/contract';
import { AppError } from '@shared-payments/domain';
import { Type } from 'typebox';

export const GroupParams = Type.Object({ groupId: Id });
export const MemberParams = Type.Object({ groupId: Id, memberId: Id });
export const BillParams = Type.Object({ groupId: Id, billId: Id });
export const PaymentParams = Type.Object({ groupId: Id, paymentId: Id });
export const DisputeParams = Type.Object({ groupId: Id, billId: Id, disputeId: Id });
export const AttachmentParams = Type.Object({ groupId: Id, attachmentId: Id });
export const StatementParams = Type.Object({ groupId: Id, memberId: Id, month: MonthName });
export const ClosingParams = Type.Object({ groupId: Id, month: MonthName });
export const SeriesParams = Type.Object({ groupId: Id, seriesId: Id });
export const MeterParams = Type.Object({ groupId: Id, meterId: Id });
export const ReadingParams = Type.Object({ groupId: Id, meterId: Id, readingId: Id });
export const InvitationParams = Type.Object({ groupId: Id, invitationId: Id });
export const WebhookParams = Type.Object({ groupId: Id, webhookId: Id });
export const SessionParams = Type.Object({ sessionId: Id });
export const PasskeyParams = Type.Object({ passkeyId: Id });
export const SubscriptionParams = Type.Object({ subscriptionId: Id });
export const UnsubscribeParams = Type.Object({ unsubscribeToken: Type.String({ minLength: 1, maxLength: 200 }) });
export const FeedParams = Type.Object({ feedToken: Type.String({ minLength: 1, maxLength: 100 }) });
export const TokenParams = Type.Object({ token: Type.String({ minLength: 1, maxLength: 200 }) });

/** Errors: `invalid_input` for a cursor this API did not give. */
export function seqOfCursor(cursor: string): number {
  if (/^[1-9][0-9]{0,14}$/.test(cursor)) return Number(cursor);
  throw new AppError('invalid_input', 'This is not a cursor of this list: begin again without one.');
}
