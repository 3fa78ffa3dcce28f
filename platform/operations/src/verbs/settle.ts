import type { RunContext } from '../run/context.ts';
import type { Operation } from '../run/journal.ts';
import { nextStepIndex, updateJournal } from '../run/journal-updates.ts';
import { type OperationResult, runOperation } from '../run/run-operation.ts';
import { underWay } from './operation.ts';

export type Settlement = 'resume' | 'revert';

/**
 * Finishes what a command that died left behind: resumes or reverts it, as `choose` says for a deployment that can still go
 * either way. What was promoted goes on forward, what was going back goes on back, and anything but a deployment is short
 * and resumed. Undefined when nothing was left. Throws `operation_under_way` when it waits for a person.
 */
export async function settleInterrupted(
  context: RunContext,
  choose: (operation: Operation) => Settlement,
): Promise<OperationResult | undefined> {
  const found = (await context.ports.journal.read())?.operation;
  if (found === undefined) return undefined;
  if (found.isPaused) throw underWay(found);
  const settlement = settlementOf(found, choose);
  const verb = settlement === 'resume' ? 'resumes' : 'reverts';
  context.report({ type: 'note', sentence: `${verb} the interrupted ${found.plan.kind} by ${found.actor}` });
  return continueOperation(context, found, settlement);
}

/** Takes an operation over under this command's lock and goes on with it in one direction. */
export async function continueOperation(
  context: RunContext,
  found: Operation,
  settlement: Settlement,
  change: (operation: Operation) => Operation = (operation) => operation,
): Promise<OperationResult> {
  const direction = settlement === 'revert' ? 'back' : found.direction;
  const operation = change({ ...found, token: context.held.token, isPaused: false, direction });
  await updateJournal(context.ports.journal, ({ revision }) => ({ revision, operation }));
  return runOperation(context, operation);
}

export function isPromoted(operation: Operation): boolean {
  const begun = operation.steps.filter((record) => record.direction === 'forward').map((record) => record.index);
  return Math.max(-1, ...begun, nextStepIndex(operation, 'forward') - 1) >= operation.plan.promotedAt;
}

function settlementOf(operation: Operation, choose: (operation: Operation) => Settlement): Settlement {
  if (operation.direction === 'back') return 'revert';
  if (operation.plan.kind !== 'deployment' || isPromoted(operation)) return 'resume';
  return choose(operation);
}
