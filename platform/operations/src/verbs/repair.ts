import { readSettled } from '../balancer/read-settled.ts';
import { planRepair } from '../plan/plan-repair.ts';
import type { Plan } from '../plan/step.ts';
import type { OperationResult } from '../run/run-operation.ts';
import { requireBalancer } from '../run/steps/repair-rule.ts';
import { beginOperation } from './operation.ts';
import { type Session, underLock } from './session.ts';
import { settleInterrupted } from './settle.ts';

/** What `repair` would do. Throws what `planRepair` throws. */
export async function previewRepair({ ports, environment }: Session): Promise<Plan> {
  return planRepair(await readSettled(requireBalancer(ports.balancer), ports.clock), environment.name);
}

/** Sends users back where the deployment meant them to be, under the lock, with one record in the ledger. */
export async function repair(session: Session, reason: string): Promise<OperationResult> {
  return underLock(session, 'repair', async (context) => {
    const interrupted = await settleInterrupted(context, () => 'revert');
    if (interrupted?.operation.plan.kind === 'repair' && interrupted.outcome === 'succeeded') return interrupted;
    const plan = await previewRepair(session);
    return beginOperation(context, { plan, actor: session.actor, reason, facts: {} });
  });
}
