import { OperationsError } from '../errors.ts';
import { sealEntry } from '../ledger/chain.ts';
import type { Json, LedgerEntry, LedgerOutcome } from '../ledger/record.ts';
import { describeStep } from '../plan/describe-step.ts';
import type { OperationsPorts } from '../ports/operations-ports.ts';
import type { RunContext } from './context.ts';
import type { Operation, StepRecord } from './journal.ts';
import { updateJournal } from './journal-updates.ts';
import type { OperationResult } from './run-operation.ts';

const ATTEMPTS = 10;

/** Writes the operation's one record and clears the journal; done again after a crash in between, it is written once. */
export async function finishOperation(
  context: RunContext,
  operation: Operation,
  outcome: LedgerOutcome,
): Promise<OperationResult> {
  context.held.check();
  await recordOnce(context.ports, entryOf(context, operation, outcome), operation.ledgerSeq);
  await updateJournal(context.ports.journal, (journal) =>
    journal.operation?.id === operation.id ? { revision: journal.revision } : journal,
  );
  return { operation, outcome };
}

/** Appends an entry unless one of the same operation stands after `fromSeq`; again when another command was faster. */
export async function recordOnce(
  ports: Pick<OperationsPorts, 'ledger' | 'sha256'>,
  entry: LedgerEntry,
  fromSeq: number,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const since = await ports.ledger.read(fromSeq + 1);
    if (since.some((record) => record.operationId === entry.operationId)) return;
    try {
      return await ports.ledger.append(sealEntry(entry, await ports.ledger.last(), ports.sha256));
    } catch (error) {
      const isBeaten = error instanceof OperationsError && error.code === 'ledger_conflict';
      if (!isBeaten || attempt === ATTEMPTS) throw error;
    }
  }
}

function entryOf(context: RunContext, operation: Operation, outcome: LedgerOutcome): LedgerEntry {
  const { plan, failure } = operation;
  return {
    kind: plan.kind,
    environment: plan.environment,
    operationId: operation.id,
    actor: operation.actor,
    reason: operation.reason,
    startedAtMs: operation.startedAtMs,
    endedAtMs: context.ports.clock.nowMs(),
    outcome,
    data: {
      ...operation.facts,
      driver: context.ports.driver.name,
      from: plan.from,
      to: plan.to,
      failure: failure === undefined ? null : { ...failure },
      steps: operation.steps.map((record) => stepData(context, operation, record)),
    },
  };
}

function stepData(context: RunContext, { plan }: Operation, record: StepRecord): Json {
  const step = (record.direction === 'forward' ? plan.steps : plan.revertSteps)[record.index];
  return {
    direction: record.direction,
    did: step === undefined ? '' : describeStep(step, context.names),
    kind: step?.kind ?? '',
    status: record.status,
    beganAtMs: record.beganAtMs,
    tookMs: (record.endedAtMs ?? record.beganAtMs) - record.beganAtMs,
    measured: record.measured ?? {},
  };
}
