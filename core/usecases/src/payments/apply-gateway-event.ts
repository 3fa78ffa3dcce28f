import { AppError } from '@shared-payments/domain';
import { put } from '../command/writes.ts';
import { groupPartition } from '../groups/rights.ts';
import type { GatewayEvent } from '../ports/gateway.ts';
import type { Services } from '../ports/services.ts';
import { defineCollection } from '../store/collection.ts';
import { afterReport, requireGateway } from './carry-out-step.ts';
import { changePayment } from './change-payment.ts';
import { processPayment } from './process-payment.ts';

/** An event of the gateway that was taken in: once, whatever it was sent again for. */
export interface TakenEvent {
  readonly id: string;
  readonly version: number;
  readonly paymentId: string;
  readonly transactionId: string;
  readonly at: number;
}

export const gatewayEvents = defineCollection<TakenEvent>('gateway-events');

export const GATEWAY_ACTOR = 'gateway';

/**
 * Takes an event in, in one commit under its id, and does what follows from it. An event only says that something happened; what
 * is true now is asked of the gateway, so events may come late, twice and in any order. True when it was of a payment here.
 * Errors: `unavailable` and `not_found`, upon which the gateway sends it again.
 */
export async function applyGatewayEvent(services: Services, event: GatewayEvent, requestId: string): Promise<boolean> {
  const report = await requireGateway(services).find({ transactionId: null, reference: event.reference });
  if (!report || report.groupId === '') return false;
  const { groupId, paymentId, transactionId } = report;
  const partition = groupPartition(groupId);
  if (await services.store.get(gatewayEvents, partition, event.id)) return true;
  const context = { userId: GATEWAY_ACTOR, requestId, idempotencyKey: `gateway-event:${event.id}` };
  const command = { groupId, paymentId, verb: 'payments/apply-gateway-event', input: event.id };
  const payment = await changePayment(services, context, command, async (needs) => {
    if (!needs.payment.course.transactions.some(({ id }) => id === transactionId))
      throw new AppError('not_found', 'The gateway tells of a transaction that was not begun here.', { transactionId });
    const taken = { id: event.id, version: 1, paymentId, transactionId, at: needs.at };
    return { ...afterReport(report)(needs), more: [put(gatewayEvents, taken)] };
  });
  if (payment.course.refunds.some(({ nextCallAt, callCount }) => nextCallAt !== null && callCount === 0))
    await processPayment(services, { groupId, paymentId }, requestId);
  return true;
}
