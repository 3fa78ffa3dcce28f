export type { Activity } from './activity/activity.ts';
export { historyOf } from './activity/history-of.ts';
export { type ActivityPage, listActivity } from './activity/list-activity.ts';
export { type CurrencyBalances, getBalances } from './balances/get-balances.ts';
export { approveBill } from './bills/approve-bill.ts';
export { type Bill, type BillShare, type BillState, bills, type Dispute, type OriginalAmount } from './bills/bill.ts';
export { type CreateBillInput, createBill } from './bills/create-bill.ts';
export type { BillInput } from './bills/draft-bill.ts';
export { getBill } from './bills/get-bill.ts';
export { type BillFilter, type BillPage, listBills } from './bills/list-bills.ts';
export { type BillPreview, previewBill } from './bills/preview-bill.ts';
export { reverseBill } from './bills/reverse-bill.ts';
export { updateBill } from './bills/update-bill.ts';
export { type CommandRequest, runCommand } from './command/run-command.ts';
export { put, remove, requireVersion } from './command/writes.ts';
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
export { type UpdateMemberInput, updateMember } from './members/update-member.ts';
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
