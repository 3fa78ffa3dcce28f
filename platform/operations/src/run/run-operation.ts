import { OperationsError } from '../errors.ts';
import type { LedgerOutcome } from '../ledger/record.ts';
import { describeStep } from '../plan/describe-step.ts';
import type { Step } from '../plan/step.ts';
import type { Measured, RunContext } from './context.ts';
import { finishOperation } from './finish-operation.ts';
import type { Direction, Operation, OperationFailure } from './journal.ts';
import { nextStepIndex, updateJournal, updateOperation, withStepBegun, withStepEnded } from './journal-updates.ts';
import { performStep } from './perform-step.ts';

export interface OperationResult {
  readonly operation: Operation;
  readonly outcome: LedgerOutcome | 'paused';
}

/** Codes after which this command must not touch anything any more: somebody else is at work. */
const OVERTAKEN = ['lock_lost', 'fenced_off'];

/**
 * Performs what the journal says is still to do: forward, and back when a step fails. Every step is in the journal before
 * it begins and again when it ended, so a command that dies anywhere is continued by calling this again. A step that fails
 * on the way back leaves the journal as it is and throws: `./ops abort` tries again.
 */
export async function runOperation(context: RunContext, begun: Operation): Promise<OperationResult> {
  let operation = begun;
  while (operation.direction === 'forward') {
    const index = nextStepIndex(operation, 'forward');
    const step = operation.plan.steps[index];
    if (step === undefined) return finishOperation(context, operation, 'succeeded');
    const attempt = await attemptStep(context, operation, 'forward', index, step);
    operation = attempt.operation;
    if (attempt.error === undefined) continue;
    if (isInconclusive(attempt.error)) return pause(context);
    if (!canRevert(operation, index)) return finishOperation(context, operation, endedForward(operation, index));
    operation = await update(context, (current) => ({ ...current, direction: 'back' }));
  }
  return revert(context, operation);
}

async function revert(context: RunContext, begun: Operation): Promise<OperationResult> {
  let operation = begun;
  for (;;) {
    const index = nextStepIndex(operation, 'back');
    const step = operation.plan.revertSteps[index];
    if (step === undefined) return finishOperation(context, operation, hadUsers(operation) ? 'rolled_back' : 'failed');
    const attempt = await attemptStep(context, operation, 'back', index, step);
    if (attempt.error !== undefined) throw attempt.error;
    operation = attempt.operation;
  }
}

interface Attempt {
  readonly operation: Operation;
  readonly error?: unknown;
}

async function attemptStep(
  context: RunContext,
  before: Operation,
  direction: Direction,
  index: number,
  step: Step,
): Promise<Attempt> {
  const { clock } = context.ports;
  const sentence = describeStep(step, context.names);
  const beganAtMs = clock.nowMs();
  context.held.check();
  await update(context, (current) => withStepBegun(current, direction, index, beganAtMs));
  context.report({ type: 'step-began', direction, sentence });
  try {
    const isAgain = before.steps.some((record) => record.direction === direction && record.index === index);
    const measured = await performStep(context, { environment: before.plan.environment, direction, isAgain }, step);
    const operation = await endStep(context, 'done', measured);
    context.report({ type: 'step-done', sentence, tookMs: clock.nowMs() - beganAtMs, measured });
    return { operation };
  } catch (error) {
    if (error instanceof OperationsError && OVERTAKEN.includes(error.code)) throw error;
    const because = error instanceof Error ? error.message : String(error);
    context.report({ type: 'step-failed', sentence, tookMs: clock.nowMs() - beganAtMs, because });
    const operation = await endStep(context, 'failed', measuredOf(error), failureOf(error, index, direction));
    return { operation, error };
  }
}

async function endStep(
  context: RunContext,
  status: 'done' | 'failed',
  measured: Measured,
  failure?: OperationFailure,
): Promise<Operation> {
  const atMs = context.ports.clock.nowMs();
  return update(context, (current) => {
    const ended = withStepEnded(current, status, atMs, measured);
    return failure === undefined ? ended : { ...ended, failure };
  });
}

async function pause(context: RunContext): Promise<OperationResult> {
  const paused = await update(context, (current) => ({ ...current, isPaused: true }));
  await updateJournal(context.ports.journal, ({ decision: _heard, ...journal }) => journal);
  return { operation: paused, outcome: 'paused' };
}

function update(context: RunContext, change: (operation: Operation) => Operation): Promise<Operation> {
  return updateOperation(context.ports.journal, context.held.token, change);
}

/** There is a way back as long as nothing was promoted; a failed first check changed nothing, so there is nothing to revert. */
function canRevert(operation: Operation, failedIndex: number): boolean {
  const isFirstCheck = failedIndex === 0 && operation.plan.steps[0]?.kind === 'check';
  return failedIndex < operation.plan.promotedAt && !isFirstCheck;
}

/** A failure after promotion does not take back what users have; a plan without promotion simply failed. */
function endedForward(operation: Operation, failedIndex: number): LedgerOutcome {
  return operation.plan.promotedAt > 0 && failedIndex >= operation.plan.promotedAt ? 'succeeded' : 'failed';
}

function hadUsers(operation: Operation): boolean {
  return operation.steps.some((record) => {
    const kind = record.direction === 'forward' ? operation.plan.steps[record.index]?.kind : undefined;
    return kind === 'canary' || kind === 'traffic';
  });
}

/** The figures an error carries, as the ledger can keep them. */
function measuredOf(error: unknown): Measured {
  return error instanceof OperationsError ? JSON.parse(JSON.stringify(error.data)) : {};
}

function isInconclusive(error: unknown): boolean {
  return error instanceof OperationsError && error.code === 'verdict_inconclusive';
}

function failureOf(error: unknown, stepIndex: number, direction: Direction): OperationFailure {
  const remedy = direction === 'back' ? 'Run `./ops abort` again.' : 'Look at `./ops logs` and `./ops doctor`.';
  if (error instanceof OperationsError) {
    return { code: error.code, message: error.message, remedy: error.remedy, stepIndex };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'driver_unavailable', message, remedy, stepIndex };
}
