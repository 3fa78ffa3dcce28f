import { type LocalDate, type Movement, movementLines, paymentLines } from '@shared-payments/domain';
import { put } from '../command/writes.ts';
import { groupPartition } from '../groups/rights.ts';
import { entries } from '../ledger/collections.ts';
import type { GroupLedger } from '../ledger/group-ledger.ts';
import type { Services } from '../ports/services.ts';
import type { Reader, Write } from '../ports/store.ts';
import { type Payment, payments, type StartedPayment } from './payment.ts';

export interface Booking {
  readonly services: Pick<Services, 'newId'>;
  readonly reader: Reader;
  readonly ledger: GroupLedger;
  /** Today in the group's time zone. */
  readonly date: LocalDate;
  readonly at: number;
}

/** The payment after its movements, and the payments the other way that they made or took back. */
export async function bookMovements(
  booking: Booking,
  payment: StartedPayment,
  movements: readonly Movement[],
): Promise<{ readonly payment: StartedPayment; readonly writes: readonly Write[] }> {
  const writes: Write[] = [];
  let booked = payment;
  for (const movement of movements) {
    if (movement.kind === 'capture') booked = await bookCapture(booking, booked, movement);
    else if (movement.kind === 'refund' || movement.kind === 'chargeback')
      writes.push(put(payments, await bookBack(booking, booked, movement.kind, movement)));
    else if (movement.kind === 'refund-returned' || movement.kind === 'chargeback-won')
      writes.push(put(payments, await takeBack(booking, booked, movement)));
    else await postMovement(booking, booked, movement);
  }
  return { payment: booked, writes };
}

async function bookCapture(booking: Booking, payment: StartedPayment, movement: Movement): Promise<StartedPayment> {
  const entryId = await postMovement(booking, payment, movement);
  return { ...payment, amountMinor: movement.amountMinor, date: booking.date, entryId };
}

/** What goes back is a payment the other way: lists, statements and balances need no other rule for it. */
async function bookBack(
  booking: Booking,
  payment: StartedPayment,
  kind: 'refund' | 'chargeback',
  movement: Movement,
): Promise<Payment> {
  const { course: _life, stateSince: _ofIt, ...facts } = payment;
  return {
    ...facts,
    id: movement.id,
    version: 1,
    state: 'posted',
    from: payment.to,
    to: payment.from,
    amountMinor: movement.amountMinor,
    date: booking.date,
    entryId: await postMovement(booking, payment, movement),
    createdAt: booking.at,
    updatedAt: booking.at,
    origin: { kind, paymentId: payment.id },
  };
}

async function takeBack({ reader, ledger, services, at }: Booking, { course }: StartedPayment, movement: Movement) {
  const partition = groupPartition(course.groupId);
  const given = await reader.get(payments, partition, movement.id);
  const entry = given?.entryId ? await reader.get(entries, partition, given.entryId) : undefined;
  if (!given || !entry) throw new Error(`The payment ${movement.id} that is taken back was never posted.`);
  await ledger.reverse(services.newId(), entry, 0);
  return { ...given, state: 'reversed' as const, entryId: null, version: given.version + 1, updatedAt: at };
}

async function postMovement(
  { services, ledger, date }: Booking,
  { id, version, from, to, currency, method }: StartedPayment,
  movement: Movement,
): Promise<string> {
  const entryId = services.newId();
  const lines = method === 'card' ? movementLines(movement, from, to) : directLines(movement, from, to);
  await ledger.post({
    entryId,
    posting: { date, currency, lines, cause: { kind: 'payment', id, version } },
    spentMinor: 0,
  });
  return entryId;
}

/** Cash and bank transfers go from hand to hand: the gateway has no part in them. */
function directLines({ kind, amountMinor }: Movement, from: string, to: string) {
  return kind === 'capture' ? paymentLines(from, to, amountMinor) : paymentLines(to, from, amountMinor);
}
