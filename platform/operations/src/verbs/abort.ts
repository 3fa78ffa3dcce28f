import { OperationsError } from '../errors.ts';
import { isBeating } from '../lock/lease.ts';
import type { Operation } from '../run/journal.ts';
import { leaveDecision } from '../run/journal-updates.ts';
import type { OperationResult } from '../run/run-operation.ts';
import { type Session, underLock } from './session.ts';
import { continueOperation, isPromoted } from './settle.ts';

const POLL_MS = 250;
const HEARD_WITHIN_MS = 120_000;

/**
 * Takes back what is under way: asks the command at work to, or does it itself when that command is gone or waits for a
 * person. Throws `nothing_to_do` when nothing is under way, `rollback_refused` when it is already promoted.
 */
export async function abort(session: Session, reason: string): Promise<OperationResult> {
  const operation = await operationUnderWay(session);
  if (isPromoted(operation)) throw tooLate(operation);
  const heard = await decideAndWait(session, operation, 'abort', reason);
  if (heard !== undefined) return heard;
  return underLock(session, 'abort', async (context) => {
    const failure = {
      code: 'aborted',
      message: `${session.actor} aborts: ${reason}.`,
      remedy: 'Ask them, then deploy again if it is still wanted.',
      stepIndex: operation.steps.at(-1)?.index ?? 0,
    };
    const current = (await session.ports.journal.read())?.operation;
    if (current?.id !== operation.id) throw nothingUnderWay();
    return continueOperation(context, current, 'revert', (found) => ({ ...found, failure: found.failure ?? failure }));
  });
}

export async function operationUnderWay(session: Session): Promise<Operation> {
  const operation = (await session.ports.journal.read())?.operation;
  if (operation === undefined) throw nothingUnderWay();
  return operation;
}

export async function isAtWork({ ports }: Session): Promise<boolean> {
  const lease = await ports.lock.read();
  return lease !== undefined && isBeating(lease, ports.clock.nowMs());
}

/**
 * Leaves a decision for the command at work and waits until it has ended; gives its recorded outcome, or undefined when no
 * command is at work (any more), so that the caller has to act itself.
 */
export async function decideAndWait(
  session: Session,
  operation: Operation,
  kind: 'promote' | 'abort',
  reason: string,
): Promise<OperationResult | undefined> {
  const { journal, clock, ledger } = session.ports;
  if (operation.isPaused || !(await isAtWork(session))) return undefined;
  await leaveDecision(journal, { kind, actor: session.actor, reason, atMs: clock.nowMs() });
  session.report({ type: 'note', sentence: `asks the command at work to ${kind}` });
  for (let waitedMs = 0; waitedMs < HEARD_WITHIN_MS; waitedMs += POLL_MS) {
    const record = (await ledger.read(operation.ledgerSeq + 1)).find((one) => one.operationId === operation.id);
    if (record !== undefined) return { operation, outcome: record.outcome };
    if (!(await isAtWork(session))) return undefined;
    await clock.sleep(POLL_MS);
  }
  throw new OperationsError({
    code: 'lock_held',
    message: `The command at work has not answered for ${HEARD_WITHIN_MS / 1_000} s.`,
    remedy: 'Watch it with `./ops status --watch`; if it is gone, run this command again.',
  });
}

function tooLate(operation: Operation): OperationsError {
  return new OperationsError({
    code: 'rollback_refused',
    message: `The ${operation.plan.kind} is already promoted and only finishes up.`,
    remedy: 'Wait until it is done (`./ops promote` finishes it if its command is gone), then use `./ops rollback`.',
    data: { operationId: operation.id },
  });
}

function nothingUnderWay(): OperationsError {
  return new OperationsError({
    code: 'nothing_to_do',
    message: 'Nothing is under way.',
    remedy: 'Use `./ops rollback` to go back to the release before.',
  });
}
