import type { Operation } from '../run/journal.ts';
import type { OperationResult } from '../run/run-operation.ts';
import { decideAndWait, operationUnderWay } from './abort.ts';
import { type Session, underLock } from './session.ts';
import { continueOperation } from './settle.ts';

/**
 * Goes on at once: skips what is left of the canary and of the bake, by a person's decision that the ledger keeps. Continues
 * a deployment that waits for a person, and one whose command died. Throws `nothing_to_do`.
 */
export async function promote(session: Session, reason: string): Promise<OperationResult> {
  const operation = await operationUnderWay(session);
  const heard = await decideAndWait(session, operation, 'promote', reason);
  if (heard !== undefined) return heard;
  return underLock(session, 'promote', async (context) => {
    const current = await operationUnderWay(session);
    return continueOperation(context, current, 'resume', (found) => pastPause(found, session.actor, reason));
  });
}

/** The step that could not decide counts as done by the person who did; what it measured stays. */
function pastPause(operation: Operation, actor: string, reason: string): Operation {
  const last = operation.steps.at(-1);
  if (last === undefined || last.status !== 'failed' || operation.direction === 'back') return operation;
  const measured = { ...last.measured, promotedBy: actor, because: reason };
  const { failure: _decided, ...rest } = operation;
  return { ...rest, steps: operation.steps.with(-1, { ...last, status: 'done', measured }) };
}
