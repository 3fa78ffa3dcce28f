import { OperationsError } from '../errors.ts';
import type { Json } from '../ledger/record.ts';
import type { Plan } from '../plan/step.ts';
import type { RunContext } from '../run/context.ts';
import type { Operation } from '../run/journal.ts';
import { updateJournal } from '../run/journal-updates.ts';
import { type OperationResult, runOperation } from '../run/run-operation.ts';

export interface OperationRequest {
  readonly plan: Plan;
  readonly actor: string;
  readonly reason: string;
  readonly facts: Readonly<Record<string, Json>>;
}

/** Writes the operation into the journal and performs it. Throws `operation_under_way` when there already is one. */
export async function beginOperation(context: RunContext, request: OperationRequest): Promise<OperationResult> {
  const { ports, held, during } = context;
  const operation: Operation = {
    ...request,
    facts: during === undefined ? request.facts : { ...request.facts, during },
    id: ports.newId(),
    startedAtMs: ports.clock.nowMs(),
    direction: 'forward',
    steps: [],
    isPaused: false,
    token: held.token,
    ledgerSeq: (await ports.ledger.last())?.seq ?? 0,
  };
  // A decision left behind was about an operation that is over.
  await updateJournal(ports.journal, ({ revision, operation: current }) => {
    if (current !== undefined) throw underWay(current);
    return { revision, operation };
  });
  return runOperation(context, operation);
}

export function underWay(operation: Operation): OperationsError {
  const what = `${operation.plan.kind} by ${operation.actor}`;
  return new OperationsError({
    code: 'operation_under_way',
    message: operation.isPaused ? `A ${what} waits for a person.` : `A ${what} is not finished.`,
    remedy: 'Decide with `./ops promote` or `./ops abort`.',
    data: { operationId: operation.id, isPaused: operation.isPaused },
  });
}
