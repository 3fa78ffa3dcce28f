import type { Guard } from './guard.ts';

const cancel = 'core/usecases/src/payments/cancel-payment.ts';
const confirm = 'core/usecases/src/payments/confirm-payment.ts';
const refundable = 'core/domain/src/payments/refundable.ts';
const bySimulation = { simulation: true, seedsMax: 1_000 } as const;

/** What members may do with a payment, and when. */
export const guardsOfMembers: readonly Guard[] = [
  {
    name: 'states follow each other only as the table says',
    file: 'core/domain/src/payments/payment-states.ts',
    guarded: 'if (!NEXT_STATES[current].includes(state)) {',
    unguarded: 'if (false as boolean) {',
    foundBy: bySimulation,
  },
  {
    name: 'a request that is sent twice starts one payment',
    file: 'core/usecases/src/command/run-command.ts',
    guarded: '...(context.idempotencyKey === undefined',
    unguarded: "...(context.idempotencyKey === undefined || request.verb === 'payments/start-payment'",
    foundBy: bySimulation,
  },
  {
    name: 'no more is refunded than was captured',
    file: 'core/usecases/src/payments/refund-payment.ts',
    guarded: ' && fromWire(amountMinor) <= left) return amountMinor;',
    unguarded: ') return amountMinor;',
    foundBy: bySimulation,
  },
  {
    name: 'a refund on its way holds what it will give back',
    file: refundable,
    guarded: "return lessGivenBack(course, ({ state }) => state !== 'failed');",
    unguarded: "return lessGivenBack(course, ({ state }) => state === 'succeeded');",
    foundBy: {
      testFile: 'apps/api/src/routes/payments/payments.test.ts',
      title: 'never exceed what was captured',
    },
  },
  {
    name: 'what a bank took back is not given back once more',
    file: refundable,
    guarded: '- refunded - takenBack;',
    unguarded: '- refunded - takenBack * 0n;',
    foundBy: { testFile: 'core/domain/src/payments/payments.test.ts', title: 'is less by refunds that are made' },
  },
  {
    name: 'no more is confirmed than was asked for',
    file: confirm,
    guarded: 'if (amountMinor > course.requestedMinor)',
    unguarded: 'if (false as boolean)',
    foundBy: bySimulation,
  },
  {
    name: 'a payment that is being charged is not called off',
    file: cancel,
    guarded: "if (newest?.state !== 'needs-action')",
    unguarded:
      "if (newest?.state === 'calling') return { course: { ...course, transitions: advance(course.transitions, 'voided', cause(member.id, at)) } };\n    if (newest?.state !== 'needs-action')",
    foundBy: bySimulation,
  },
  {
    name: 'a payment that waits for the payer’s bank is voided by the gateway’s word',
    file: cancel,
    guarded: "return { course: { ...course, closing: 'voided', transactions } };",
    unguarded:
      "return { course: { ...course, transactions, transitions: advance(course.transitions, 'voided', cause(member.id, at)) } };",
    foundBy: bySimulation,
  },
  {
    name: 'a payment that expired is not approved',
    file: 'core/usecases/src/payments/approve-payment.ts',
    guarded: "if (stateOf(course.transitions) === 'pending' && course.expiresAt <= at)",
    unguarded: 'if (false as boolean)',
    foundBy: {
      testFile: 'apps/api/src/routes/payments/payments.test.ts',
      title: 'approves no payment that has waited',
    },
  },
  {
    name: 'what arrived is what was captured, not what was asked for',
    file: 'core/usecases/src/payments/book-movements.ts',
    guarded: 'return { ...payment, amountMinor: movement.amountMinor, date: booking.date, entryId };',
    unguarded: 'return { ...payment, date: booking.date, entryId };',
    foundBy: bySimulation,
  },
];
