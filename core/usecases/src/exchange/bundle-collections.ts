import { attachments } from '../attachments/attachment.ts';
import { bills } from '../bills/bill.ts';
import { comments } from '../comments/comment.ts';
import { balances, entries, months } from '../ledger/collections.ts';
import { meters } from '../meters/meter.ts';
import { meterCharges } from '../meters/meter-charge.ts';
import { readings } from '../meters/reading.ts';
import { gatewayEvents } from '../payments/apply-gateway-event.ts';
import { payments } from '../payments/payment.ts';
import { paymentRules } from '../payments/payment-rules.ts';
import { bankAccounts } from '../payments/set-bank-account.ts';
import { reminderRules } from '../reminders/reminder-rules.ts';
import { recurringBills } from '../series/recurring-bill.ts';
import { closings, frozenStatements } from '../statements/closing.ts';
import type { Collection } from '../store/collection.ts';

/** What a bundle carries of a group, by the name it has there. Invitations are secrets of a server and stay behind. */
export const BUNDLED: Readonly<Record<string, Collection<never>>> = {
  bills,
  payments,
  paymentRules,
  bankAccounts,
  reminderRules,
  gatewayEvents,
  entries,
  balances,
  months,
  closings,
  statements: frozenStatements,
  comments,
  attachments,
  recurringBills,
  meters,
  readings,
  meterCharges,
};
