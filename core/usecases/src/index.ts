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
export { type Explanation, explainBalance } from './balances/explain-balance.ts';
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
export { deliverOutbox, type OutboxNeeds, type OutboxRun } from './outbox/deliver-outbox.ts';
export { getOverview, type Overview } from './overview/get-overview.ts';
export { listPayments, type PaymentPage } from './payments/list-payments.ts';
export { type Payment, payments } from './payments/payment.ts';
export { type RecordPaymentInput, recordPayment } from './payments/record-payment.ts';
export { reversePayment } from './payments/reverse-payment.ts';
export type { Files } from './ports/files.ts';
export type * from './ports/identity.ts';
export type { Leases, ReaderPositions } from './ports/lease.ts';
export type { Mail, Mailer } from './ports/mailer.ts';
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
export { changeRecurringBill, type SeriesEdit } from './series/change-recurring-bill.ts';
export { type CreateRecurringBillInput, createRecurringBill } from './series/create-recurring-bill.ts';
export { findDueSeries } from './series/find-due-series.ts';
export { listRecurringBills, previewRecurringBill, type RecurringBillPage } from './series/list-recurring-bills.ts';
export { makeDueBills, RECURRING_JOB } from './series/make-due-bills.ts';
export { type BillTemplate, type RecurringBill, recurringBills } from './series/recurring-bill.ts';
export { planSettlement, type SettlementQuery, type SettlementView } from './settlement/plan-settlement.ts';
export { getStatement, type Statement } from './statements/get-statement.ts';
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
