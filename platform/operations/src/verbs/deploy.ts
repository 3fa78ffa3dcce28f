import { shortName } from '../plan/notes.ts';
import { planDeployment } from '../plan/plan-deployment.ts';
import { readSituation } from '../plan/situation.ts';
import type { Plan } from '../plan/step.ts';
import type { Release } from '../ports/release-store.ts';
import type { OperationResult } from '../run/run-operation.ts';
import { beginOperation } from './operation.ts';
import { type Session, underLock } from './session.ts';
import { settleInterrupted } from './settle.ts';

export interface DeployRequest {
  /** A commit, tag or branch. */
  readonly revision: string;
  readonly reason: string;
  /** It repairs something that users suffered from an earlier deployment: counted as rework. */
  readonly isRework: boolean;
}

/** The plan of a deployment, without doing any of it but building the release. */
export async function previewDeployment(session: Session, revision: string): Promise<Plan> {
  const release = await build(session, revision);
  return planDeployment(await readSituation(session.ports, session.environment), release);
}

/** Builds, plans and deploys. An interrupted deployment of the same release is resumed, of another one reverted first. */
export async function deploy(session: Session, request: DeployRequest): Promise<OperationResult> {
  return underLock(session, `deploy ${request.revision}`, async (context) => {
    const release = await build(session, request.revision);
    const settled = await settleInterrupted(context, ({ plan }) => (plan.to === release.digest ? 'resume' : 'revert'));
    if (settled !== undefined && settled.operation.plan.to === release.digest) return settled;
    const situation = await readSituation(session.ports, session.environment);
    const plan = planDeployment(situation, release);
    const names = new Map([...context.names, [release.digest, shortName(release)]]);
    return beginOperation(
      { ...context, names },
      {
        plan,
        actor: session.actor,
        reason: request.reason,
        facts: { ...factsOf(release), isRework: request.isRework, settings: situation.settings },
      },
    );
  });
}

/** What the ledger keeps of a release, besides its digest. */
export function factsOf(release: Release) {
  return { version: release.version, revision: release.revision, committedAtMs: release.committedAtMs };
}

/** The longest part of many a deployment, so it is told like a step. */
async function build({ ports, report }: Session, revision: string): Promise<Release> {
  const { clock, releases } = ports;
  const beganAtMs = clock.nowMs();
  const sentence = `builds the release of ${revision} where it is not kept`;
  report({ type: 'step-began', direction: 'forward', sentence });
  const release = await releases.build({ revision });
  report({ type: 'step-done', sentence, tookMs: clock.nowMs() - beganAtMs, measured: {} });
  return release;
}
