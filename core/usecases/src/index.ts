export type { Activity } from './activity/activity.ts';
export { historyOf } from './activity/history-of.ts';
export { type ActivityPage, listActivity } from './activity/list-activity.ts';
export { type AddAttachmentInput, addAttachment } from './attachments/add-attachment.ts';
export { ATTACHMENT_BYTES_MAX, type Attachment, attachments, fileKey } from './attachments/attachment.ts';
export { listAttachments } from './attachments/list-attachments.ts';
export { readAttachment } from './attachments/read-attachment.ts';
export { removeAttachment } from './attachments/remove-attachment.ts';
export type { AccountLine } from './balances/account-lines.ts';
export { everyDocument } from './balances/every-document.ts';
export { type ExplainedLine, type Explanation, explainBalance, type MeteredShare } from './balances/explain-balance.ts';
export { type CurrencyBalances, getBalances } from './balances/get-balances.ts';
export { type Debt, listDebts } from './balances/list-debts.ts';
export { approveBill } from './bills/approve-bill.ts';
export { type Bill, type BillShare, type BillState, bills, type Dispute, type OriginalAmount } from './bills/bill.ts';
export { type CreateBillInput, createBill } from './bills/create-bill.ts';
export type { BillInput } from './bills/draft-bill.ts';
export { getBill } from './bills/get-bill.ts';
export { getBillHistory } from './bills/get-bill-history.ts';
export { type BillFilter, type BillPage, listBills } from './bills/list-bills.ts';
export { type BillPreview, previewBill } from './bills/preview-bill.ts';
export { reverseBill } from './bills/reverse-bill.ts';
export { updateBill } from './bills/update-bill.ts';
export { type BusinessFigures, countBusiness, readBusiness } from './business/count-business.ts';
export { successRatio } from './business/success-ratio.ts';
export {
  type CalendarFeed,
  calendarFeeds,
  createCalendarFeed,
  getCalendarFeed,
  openCalendarFeed,
  revokeCalendarFeed,
} from './calendar/calendar-feed.ts';
export { type Calendar, type CalendarEntry, readCalendarFeed } from './calendar/read-calendar-feed.ts';
export { removeExpired } from './cleanup/remove-expired.ts';
export { removeUnnamedFiles } from './cleanup/remove-unnamed-files.ts';
export { type CommandRequest, runCommand } from './command/run-command.ts';
export { put, remove, requireVersion } from './command/writes.ts';
export { addComment } from './comments/add-comment.ts';
export { type Comment, comments } from './comments/comment.ts';
export { type CommentPage, listComments } from './comments/list-comments.ts';
export { type OpenDisputeInput, openDispute } from './disputes/open-dispute.ts';
export { type ResolveDisputeInput, resolveDispute } from './disputes/resolve-dispute.ts';
export { examinePartition, type Finding, type Recount } from './doctor/examine-partition.ts';
export { type Diagnosis, examineStore } from './doctor/examine-store.ts';
export { exportBundle } from './exchange/export-bundle.ts';
export { type ExportedFile, exportCsv, exportJson } from './exchange/export-group.ts';
export { importBundle } from './exchange/import-bundle.ts';
export { type ImportFileInput, type ImportReport, importFile } from './exchange/import-file.ts';
export { type CreateGroupInput, createGroup } from './groups/create-group.ts';
export { getGroup } from './groups/get-group.ts';
export { GROUP_MEMBERS_MAX, type Group, groups, type Member, type Role } from './groups/group.ts';
export { type GroupPage, listGroups } from './groups/list-groups.ts';
export {
  groupPartition,
  memberOfUser,
  openGroup,
  RIGHTS_OF_ROLE,
  type Right,
  requireMembers,
} from './groups/rights.ts';
export { type UpdateGroupInput, updateGroup } from './groups/update-group.ts';
export {
  IDENTITY_LOOKUPS,
  type IdentityModel,
  type IdentityRow,
  identityCollections,
  identityPartition,
  lookupPrefix,
  userPartition,
} from './identity/identity-collections.ts';
export { type AcceptInvitationInput, acceptInvitation, type Joined } from './invitations/accept-invitation.ts';
export { type CreateInvitationInput, createInvitation, type InvitationLink } from './invitations/create-invitation.ts';
export { type Invitation, invitations } from './invitations/invitation.ts';
export { listInvitations } from './invitations/list-invitations.ts';
export { type InvitationPreview, previewInvitation } from './invitations/preview-invitation.ts';
export { revokeInvitation } from './invitations/revoke-invitation.ts';
export { balances, type Entry, entries, type GroupBalances, type GroupMonth, months } from './ledger/collections.ts';
export { type AddMemberInput, addMember } from './members/add-member.ts';
export { type RemoveMemberInput, removeMember } from './members/remove-member.ts';
export { type UpdateMemberInput, updateMember } from './members/update-member.ts';
export { type AddReadingInput, addReading } from './meters/add-reading.ts';
export { askForReading, READINGS_DUE_JOB } from './meters/ask-for-reading.ts';
export { type ChargeMetersInput, chargeMeters, type MeterChargeView } from './meters/charge-meters.ts';
export type { Allocation, ChargeTerms } from './meters/charge-plan.ts';
export { type ChargeCorrectionsView, type CorrectChargesInput, correctCharges } from './meters/correct-charges.ts';
export { type CorrectReadingInput, correctReading } from './meters/correct-reading.ts';
export { type CreateMeterInput, createMeter } from './meters/create-meter.ts';
export { findReadingsDue, type ReadingDue } from './meters/find-readings-due.ts';
export { type Consumption, getConsumption, type MonthAnomaly, type MonthUsage } from './meters/get-consumption.ts';
export { listMeters, type MeterPage } from './meters/list-meters.ts';
export { listReadings, type ReadingPage } from './meters/list-readings.ts';
export { type MeterRecord, type MeterTariff, meters } from './meters/meter.ts';
export { type MeterCharge, meterCharges } from './meters/meter-charge.ts';
export { type ReadingRecord, readings } from './meters/reading.ts';
export { removeReading } from './meters/remove-reading.ts';
export { type ReplaceMeterInput, replaceMeter } from './meters/replace-meter.ts';
export { retireMeter } from './meters/retire-meter.ts';
export { reviewReading } from './meters/review-reading.ts';
export { setTariff } from './meters/set-tariff.ts';
export { type UpdateMeterInput, updateMeter } from './meters/update-meter.ts';
export {
  getNotificationPreferences,
  type NoticePreference,
  type NotificationPreferences,
  notificationPreferences,
  setNotificationPreferences,
} from './notifications/preferences.ts';
export { unsubscribe } from './notifications/unsubscribe.ts';
export {
  openUnsubscribeLink,
  UNSUBSCRIBE_DAYS,
  type UnsubscribeLink,
  unsubscribeToken,
} from './notifications/unsubscribe-token.ts';
export { QUIET_MS } from './outbox/bill-edits.ts';
export type { Delivery, OutboxChannel } from './outbox/channel.ts';
export { deliverOutbox, OUTBOX_RUN_MAX_MS, type OutboxNeeds, type OutboxRun } from './outbox/deliver-outbox.ts';
export { type MailChannelNeeds, mailChannels } from './outbox/mail-channel.ts';
export { type PushChannelNeeds, type PushPayload, pushChannels } from './outbox/push-channel.ts';
export { getOverview, type Overview } from './overview/get-overview.ts';
export { applyGatewayEvent, GATEWAY_ACTOR, gatewayEvents, type TakenEvent } from './payments/apply-gateway-event.ts';
export { approvePayment } from './payments/approve-payment.ts';
export { PAYMENTS_JOB } from './payments/begin-transaction.ts';
export { cancelPayment } from './payments/cancel-payment.ts';
export { requireGateway } from './payments/carry-out-step.ts';
export { confirmPayment } from './payments/confirm-payment.ts';
export { type DueShare, findDue } from './payments/find-due.ts';
export { type BankTransferView, getBankTransfer } from './payments/get-bank-transfer.ts';
export { getPayment, type PaymentView } from './payments/get-payment.ts';
export { getWaysToPay, type WaysToPay } from './payments/get-ways-to-pay.ts';
export { listOpenShares, type OpenShare, type OpenSharesQuery } from './payments/list-open-shares.ts';
export { listPayments, type PaymentPage } from './payments/list-payments.ts';
export { isStarted, type Payment, payments, type StartedPayment } from './payments/payment.ts';
export { type PaymentEvent, paymentEventsOf } from './payments/payment-events.ts';
export { getPaymentRules, type PaymentRules, paymentRules, setPaymentRules } from './payments/payment-rules.ts';
export { processClaimed, processPayment } from './payments/process-payment.ts';
export {
  gatewayGaps,
  type OpenGap,
  oldestGapAt,
  type Reconciliation,
  reconcileGateway,
} from './payments/reconcile-gateway.ts';
export { type RecordPaymentInput, recordPayment } from './payments/record-payment.ts';
export { REFUNDS_MAX, type RefundPaymentInput, refundPayment } from './payments/refund-payment.ts';
export { type ResumedPayments, resumePayments } from './payments/resume-payments.ts';
export { reversePayment } from './payments/reverse-payment.ts';
export { bankAccounts, type MemberBankAccount, setBankAccount } from './payments/set-bank-account.ts';
export { type StartPaymentInput, startPayment } from './payments/start-payment.ts';
export type { DocumentLanguage, Documents } from './ports/documents.ts';
export type { Files } from './ports/files.ts';
export {
  type ChargeRequest,
  EVENT_AGE_MAX_MS,
  type Gateway,
  type GatewayEvent,
  type RefundRequest,
  type ReportPage,
  type TransactionKey,
} from './ports/gateway.ts';
export type * from './ports/identity.ts';
export type { Leases, ReaderPositions } from './ports/lease.ts';
export type { Mail, Mailer } from './ports/mailer.ts';
export { PUSH_PAYLOAD_BYTES_MAX, type Push, type PushSender } from './ports/push-sender.ts';
export type { RequestContext, Services } from './ports/services.ts';
export {
  type CommandInfo,
  type Draft,
  type Found,
  KEY_RANGE_LIMIT_MAX,
  type KeyRange,
  type LoggedCommit,
  type LogPosition,
  type Outcome,
  type Partition,
  type RawCommit,
  type Reader,
  type Store,
  type Write,
} from './ports/store.ts';
export { type Fact, type Facts, type Letter, SAYING_KEYS, type SayingKey, type Texts } from './ports/texts.ts';
export type { WebhookAnswer, WebhookRequest, WebhookSender } from './ports/webhook-sender.ts';
export { listPushSubscriptions } from './push/list-push-subscriptions.ts';
export { type PushSubscription, pushSubscriptions } from './push/push-subscription.ts';
export { unsubscribeFromPush } from './push/remove-push-subscription.ts';
export { type SubscribeInput, subscribeToPush } from './push/subscribe-to-push.ts';
export { getReceipt, type Receipt, type ReceiptContent } from './receipts/get-receipt.ts';
export type { PrintedDocument } from './receipts/keep-print.ts';
export { printReceipt, printStatement } from './receipts/print-document.ts';
export { type Verification, verifyDocument } from './receipts/verify-document.ts';
export { planReminders, REMINDERS_JOB } from './reminders/plan-reminders.ts';
export { findRemindersDue, type ReminderDue, remindGroup } from './reminders/remind-group.ts';
export { type ReminderPlan, reminderPlans } from './reminders/reminder-plan.ts';
export {
  getReminderRules,
  REMINDER_DAYS_MAX,
  type ReminderRules,
  reminderRules,
  setReminderRules,
} from './reminders/reminder-rules.ts';
export { changeRecurringBill, type SeriesEdit } from './series/change-recurring-bill.ts';
export { type CreateRecurringBillInput, createRecurringBill } from './series/create-recurring-bill.ts';
export { findDueSeries } from './series/find-due-series.ts';
export { listRecurringBills, previewRecurringBill, type RecurringBillPage } from './series/list-recurring-bills.ts';
export { makeDueBills, RECURRING_JOB } from './series/make-due-bills.ts';
export { type BillTemplate, type RecurringBill, recurringBills } from './series/recurring-bill.ts';
export {
  getUserSettings,
  languageOf,
  setUserSettings,
  type UserSettings,
  userSettings,
} from './settings/user-settings.ts';
export { planSettlement, type SettlementQuery, type SettlementView } from './settlement/plan-settlement.ts';
export { canonicalJson, contentHash } from './statements/canonical-json.ts';
export { closeMonth } from './statements/close-month.ts';
export {
  type Closing,
  closings,
  type FrozenStatement,
  frozenStatements,
  type StatementContent,
  type StatementCurrency,
  type StatementLine,
} from './statements/closing.ts';
export { getStatement, type Statement } from './statements/get-statement.ts';
export { type ClosingPage, getClosing, listClosings } from './statements/list-closings.ts';
export { type Correction, listCorrections } from './statements/list-corrections.ts';
export {
  type AnyCollection,
  type Collection,
  defineCollection,
  type IndexKey,
  type StoredDocument,
} from './store/collection.ts';
export {
  type Change,
  type Commit,
  type CommitBody,
  chainHash,
  decodeCommit,
  encodeCommitBody,
  GENESIS_HASH,
  type IdempotencyRecord,
} from './store/commit.ts';
export { createRecent, type Recent } from './store/recent.ts';
export { type MoneyInvariant, type WatchedStore, withMoneyWatch } from './store/with-money-watch.ts';
export { pauseWebhook, pingWebhook, replayWebhook, rotateWebhookSecret } from './webhooks/change-webhook.ts';
export { createWebhook, type WebhookWithSecret } from './webhooks/create-webhook.ts';
export { deleteWebhook } from './webhooks/delete-webhook.ts';
export {
  DELIVERY_ATTEMPTS_MAX,
  deliverWebhook,
  deliveryDelayMs,
  WEBHOOKS_JOB,
  type WebhookRun,
} from './webhooks/deliver-webhook.ts';
export { findActiveWebhooks } from './webhooks/find-webhooks.ts';
export { listWebhookDeliveries, listWebhooks } from './webhooks/list-webhooks.ts';
export type { Webhook, WebhookAttempt, WebhookProgress } from './webhooks/webhook.ts';
