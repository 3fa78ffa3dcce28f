import { AppError, localDateAt, type Movement, type PaymentCourse, stateOf } from '@shared-payments/domain';
import { runCommand } from '../command/run-command.ts';
import { put } from '../command/writes.ts';
import { type Group, groups } from '../groups/group.ts';
import { groupPartition } from '../groups/rights.ts';
import { openLedger } from '../ledger/group-ledger.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import type { Reader, Write } from '../ports/store.ts';
import { bookMovements } from './book-movements.ts';
import { isStarted, type Payment, payments, type StartedPayment } from './payment.ts';

export interface PaymentKey {
  readonly groupId: string;
  readonly paymentId: string;
}

export interface PaymentCommand extends PaymentKey {
  /** `payments/verb`, as the file is called. */
  readonly verb: string;
  readonly input?: unknown;
}

export interface ChangeNeeds {
  readonly reader: Reader;
  readonly group: Group;
  readonly payment: StartedPayment;
  readonly at: number;
}

/** What becomes of a payment's course; `more` goes into the same commit. */
export interface PaymentChange {
  readonly course: PaymentCourse;
  readonly movements?: readonly Movement[];
  readonly more?: readonly Write[];
}

/**
 * Changes a started payment, with the entries of what moved, in one commit; a course that stays as it is writes nothing.
 * Errors: `not_found`, `state_not_allowed` for one that was only written down, and those of `change`.
 */
export async function changePayment(
  services: Services,
  context: RequestContext,
  command: PaymentCommand,
  change: (needs: ChangeNeeds) => PaymentChange | Promise<PaymentChange>,
): Promise<StartedPayment> {
  const { groupId, paymentId, verb, input = null } = command;
  const partition = groupPartition(groupId);
  const request = { partition, verb, input: { paymentId, input } };
  return runCommand(services, context, request, async (reader, at) => {
    const group = await reader.get(groups, partition, groupId);
    const payment = startedPayment(group && (await reader.get(payments, partition, paymentId)));
    if (!group) throw new AppError('not_found', 'There is no such group.');
    const { course, movements = [], more = [] } = await change({ reader, group, payment, at });
    const isSame = movements.length === 0 && JSON.stringify(course) === JSON.stringify(payment.course);
    if (isSame) return { writes: more, answer: payment };
    const next = withCourse({ ...payment, version: payment.version + 1, updatedAt: at }, course);
    if (movements.length === 0) return { writes: [put(payments, next), ...more], answer: next };
    const ledger = await openLedger(reader, groupId);
    const booking = { services, reader, ledger, at, date: localDateAt(at, group.timeZone) };
    const booked = await bookMovements(booking, next, movements);
    const writes = [put(payments, booked.payment), ...booked.writes, ...ledger.writes(), ...more];
    return { writes, answer: booked.payment };
  });
}

/** The state is the course's last transition, always. */
export function withCourse(payment: Payment, course: PaymentCourse): StartedPayment {
  const state = stateOf(course.transitions);
  const isSame = state === payment.state && payment.stateSince !== undefined;
  return { ...payment, course, state, stateSince: isSame ? payment.stateSince : payment.version };
}

function startedPayment(payment: Payment | undefined): StartedPayment {
  if (!payment) throw new AppError('not_found', 'There is no such payment in this group.');
  if (isStarted(payment)) return payment;
  throw new AppError('state_not_allowed', 'This payment was only written down: reverse it, and record it anew.');
}
