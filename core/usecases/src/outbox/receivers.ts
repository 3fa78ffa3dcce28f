import type { Member } from '../groups/group.ts';
import { billChangeFor } from './bill-change.ts';
import type { NoticeContext } from './notice-context.ts';
import type { Notice, PaymentNotice } from './notices.ts';

/** A member somebody signs in as: whom a notice can reach. */
export type Receiver = Member & { readonly userId: string };

/** Whom a notice is for, without the one who caused it. */
export function receiversOf(
  notice: Notice,
  { group, bill, disputes, edits }: NoticeContext,
  actor: string,
): readonly Receiver[] {
  const reachable = group.members.filter(
    (member): member is Receiver => member.leftAt === null && member.userId !== null && member.userId !== actor,
  );
  const primary = reachable.filter((member) => member.role === 'primary');
  const among = (memberIds: readonly string[]) => reachable.filter(({ id }) => memberIds.includes(id));
  switch (notice.kind) {
    case 'bill-waits-for-approval':
    case 'payment-waits-for-approval':
    case 'bill-contested':
    case 'webhook-paused':
      return primary;
    case 'bill-added':
    case 'bill-came-again':
      return among(peopleOf(notice.bill));
    case 'bill-changed':
    case 'bill-taken-back':
      return reachable.filter((member) => billChangeFor(edits, member) !== undefined);
    case 'dispute-resolved':
      return among(disputes.map(({ memberId }) => memberId));
    case 'comment-added':
      return bill ? among(peopleOf(bill)) : [];
    case 'shares-due':
      return among([notice.memberId]);
    case 'statement-ready':
      return among(notice.closing.statements.map(({ memberId }) => memberId));
    case 'reading-due': {
      const readers = reachable.filter((member) => member.role === 'reader');
      return group.isArchived ? [] : readers.length > 0 ? readers : primary;
    }
    default:
      return among(partiesOf(notice));
  }
}

interface BillPeople {
  readonly shares: readonly { readonly memberId: string }[];
  readonly payers: readonly { readonly memberId: string }[];
}

function peopleOf({ shares, payers }: BillPeople): readonly string[] {
  return [...shares, ...payers].map(({ memberId }) => memberId);
}

function partiesOf({ kind, payment: { from, to } }: PaymentNotice): readonly string[] {
  switch (kind) {
    case 'payment-to-confirm':
      return [to];
    case 'payment-posted':
    case 'payment-refunded':
      return [from, to];
    case 'payment-voided':
      return [from, to];
    default:
      // Who pays; of a chargeback, which goes the other way, who loses what had arrived.
      return [from];
  }
}
