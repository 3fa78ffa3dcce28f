import { planRollback } from '../plan/plan-rollback.ts';
import { readSituation } from '../plan/situation.ts';
import type { Plan } from '../plan/step.ts';
import type { OperationResult } from '../run/run-operation.ts';
import { abort, isAtWork } from './abort.ts';
import { factsOf } from './deploy.ts';
import { beginOperation } from './operation.ts';
import { type Session, underLock } from './session.ts';
import { settleInterrupted } from './settle.ts';

export interface RollbackRequest {
  /** Version, commit or digest; the release before the present one when left out. */
  readonly release?: string;
  readonly reason: string;
}

export async function previewRollback(session: Session, release?: string): Promise<Plan> {
  return planRollback(await readSituation(session.ports, session.environment), release);
}

/**
 * Back to the release before, or the named one, in one command. While a deployment is still at work, this aborts it: that
 * is the same way back, and the fastest.
 */
export async function rollback(session: Session, request: RollbackRequest): Promise<OperationResult> {
  const { ports } = session;
  const current = (await ports.journal.read())?.operation;
  const isDeploying = current?.plan.kind === 'deployment' && (current.isPaused || (await isAtWork(session)));
  if (isDeploying && request.release === undefined) return abort(session, request.reason);
  return underLock(session, 'rollback', async (context) => {
    const settled = await settleInterrupted(context, () => 'revert');
    if (settled !== undefined && isWayBack(settled)) return settled;
    const plan = planRollback(await readSituation(ports, session.environment), request.release);
    const release = await ports.releases.get(plan.to ?? '');
    return beginOperation(context, { plan, actor: session.actor, reason: request.reason, facts: factsOf(release) });
  });
}

/** An interrupted rollback that is now done, or a deployment that was taken back: what was asked for has happened. */
function isWayBack({ operation, outcome }: OperationResult): boolean {
  const { kind } = operation.plan;
  return (kind === 'rollback' && outcome === 'succeeded') || (kind === 'deployment' && outcome !== 'succeeded');
}
