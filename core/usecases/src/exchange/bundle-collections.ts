import { attachments } from '../attachments/attachment.ts';
import { bills } from '../bills/bill.ts';
import { comments } from '../comments/comment.ts';
import { balances, entries, months } from '../ledger/collections.ts';
import { payments } from '../payments/payment.ts';
import { recurringBills } from '../series/recurring-bill.ts';
import type { Collection } from '../store/collection.ts';

/** What a bundle carries of a group, by the name it has there. Invitations are secrets of a server and stay behind. */
export const BUNDLED: Readonly<Record<string, Collection<never>>> = {
  bills,
  payments,
  entries,
  balances,
  months,
  comments,
  attachments,
  recurringBills,
};
