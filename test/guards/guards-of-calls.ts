import type { Guard } from './guard.ts';

const carryOut = 'core/usecases/src/payments/carry-out-step.ts';
const bySimulation = { simulation: true, seedsMax: 1_000 } as const;

/** What is asked of the gateway, when, and under which key. */
export const guardsOfCalls: readonly Guard[] = [
  {
    name: 'a charge is not asked for anew once its key is dead (when it is planned)',
    file: 'core/domain/src/payments/next-step.ts',
    guarded: "isKeyAlive(transaction.startedAt, now) ? 'charge' : 'look-up'",
    unguarded: "isKeyAlive(transaction.startedAt, now) || true ? 'charge' : 'look-up'",
    foundBy: { testFile: 'core/domain/src/payments/payments.test.ts', title: 'is asked again under the same key' },
  },
  {
    name: 'a charge is not asked for anew once its key is dead (when it is made)',
    file: carryOut,
    guarded: 'if (!isKeyAlive(step.transaction.startedAt, now())) return undefined;',
    unguarded: '',
    foundBy: bySimulation,
  },
  {
    name: 'a refund is not asked for anew once its key is dead (when it is planned)',
    file: 'core/domain/src/payments/next-step.ts',
    guarded: "isKeyAlive(due.requestedAt, now) ? 'refund' : 'look-up-refund'",
    unguarded: "isKeyAlive(due.requestedAt, now) || true ? 'refund' : 'look-up-refund'",
    foundBy: bySimulation,
  },
  {
    name: 'a refund is not asked for anew once its key is dead (when it is made)',
    file: carryOut,
    guarded: 'if (!isKeyAlive(step.refund.requestedAt, now())) return undefined;',
    unguarded: '',
    foundBy: { testFile: 'apps/jobs/src/payments.test.ts', title: 'of a refund is not made once its key is dead' },
  },
  {
    name: 'a charge that is not found yet may still be on its way',
    file: carryOut,
    guarded: 'if (isKeyAlive(transaction.startedAt, now())) return undefined;',
    unguarded: '',
    foundBy: { testFile: 'apps/jobs/src/payments.test.ts', title: 'of a charge is not taken for one' },
  },
  {
    name: 'a charge keeps its key however often it is asked for',
    file: carryOut,
    guarded: 'const facts = { transactionId: transaction.id, paymentId',
    unguarded: 'const facts = { transactionId: [transaction.id, transaction.callCount].join("."), paymentId',
    foundBy: bySimulation,
  },
  {
    name: 'a refund keeps its key however often it is asked for',
    file: carryOut,
    guarded: 'gateway.refund({ refundId: id, transactionId',
    unguarded: 'gateway.refund({ refundId: [id, Math.random()].join("."), transactionId',
    foundBy: bySimulation,
  },
  {
    name: 'a refund the gateway refuses is free again',
    file: carryOut,
    guarded: "if (!(error instanceof AppError) || error.code !== 'state_not_allowed') throw error;",
    unguarded: 'throw error;',
    foundBy: { testFile: 'apps/jobs/src/payments.test.ts', title: 'of a refund that the gateway refuses' },
  },
  {
    name: 'no answer is not taken for a no',
    file: carryOut,
    guarded: "if (error instanceof AppError && error.code === 'unavailable') return undefined;",
    unguarded:
      "if (error instanceof AppError && error.code === 'unavailable' && 'transaction' in step) return ({ payment: p, at }) => ({ course: applyNotCharged(p.course, step.transaction.id, at) });",
    foundBy: bySimulation,
  },
  {
    name: 'the next try is put off with the claim',
    file: 'core/usecases/src/payments/claim-step.ts',
    guarded: 'nextCallAt: at + callDelayMs(callCount) };',
    unguarded: 'nextCallAt: at };',
    foundBy: bySimulation,
  },
  {
    name: 'a fee is posted once for each line of the report',
    file: 'core/usecases/src/payments/reconcile-gateway.ts',
    guarded: ' || course.bookedLineIds.includes(line.id)) return undefined;',
    unguarded: ') return undefined;',
    foundBy: bySimulation,
  },
  {
    name: 'what no event told is found in the report',
    file: 'core/usecases/src/payments/reconcile-gateway.ts',
    guarded: 'if (report) current = await change(services, current, requestId, afterReport(report));',
    unguarded: '',
    foundBy: bySimulation,
  },
];
