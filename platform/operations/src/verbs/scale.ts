import { planDraining, planScaling } from '../plan/plan-scaling.ts';
import { readSituation, type Situation } from '../plan/situation.ts';
import type { Plan } from '../plan/step.ts';
import type { OperationResult } from '../run/run-operation.ts';
import { beginOperation } from './operation.ts';
import { type Session, underLock } from './session.ts';
import { settleInterrupted } from './settle.ts';

/** Another number of workers for the release that has the users. */
export async function scale(session: Session, workers: number, reason: string): Promise<OperationResult> {
  return change(session, `scale ${workers}`, reason, (situation) => planScaling(situation, workers));
}

/** Lets the colour without users finish its requests and leave. */
export async function drain(session: Session, reason: string): Promise<OperationResult> {
  return change(session, 'drain', reason, planDraining);
}

async function change(
  session: Session,
  purpose: string,
  reason: string,
  planFor: (situation: Situation) => Plan,
): Promise<OperationResult> {
  return underLock(session, purpose, async (context) => {
    await settleInterrupted(context, () => 'revert');
    const plan = planFor(await readSituation(session.ports, session.environment));
    return beginOperation(context, { plan, actor: session.actor, reason, facts: {} });
  });
}
