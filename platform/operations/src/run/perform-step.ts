import type { Step } from '../plan/step.ts';
import type { Measured, RunContext } from './context.ts';
import type { Direction } from './journal.ts';
import { awaitReady } from './steps/await-ready.ts';
import { bake } from './steps/bake.ts';
import { runCanary } from './steps/canary.ts';
import { checkAssumptions } from './steps/check.ts';
import { repairRule } from './steps/repair-rule.ts';
import { retire } from './steps/retire.ts';
import { sendUsers } from './steps/send-users.ts';
import { smoke } from './steps/smoke.ts';

const NOTHING_MEASURED: Measured = {};

export interface Performance {
  readonly environment: string;
  readonly direction: Direction;
  /** A command before this one had begun it. */
  readonly isAgain: boolean;
}

/** Performs one step and says what was measured. Performing it twice has the effect of once. */
export async function performStep(
  context: RunContext,
  { environment, direction, isAgain }: Performance,
  step: Step,
): Promise<Measured> {
  const { driver, migrations, releases } = context.ports;
  const fence = context.held.token;
  switch (step.kind) {
    case 'check':
      return checkAssumptions(context, step.active, step.release);
    case 'migrate':
      for (const id of step.ids) await migrations.apply(step.release, id, fence);
      return { migrations: [...step.ids] };
    case 'start':
      await driver.start({ ...step.target, workers: step.workers, environment, fence });
      return { workers: step.workers };
    case 'await-ready':
      return awaitReady(context, step.target, step.workers, step.timeoutMs);
    case 'smoke':
      return smoke(context, step.colour, step.warmUpRequests);
    case 'canary':
      return runCanary(context, step, isAgain);
    case 'traffic':
      // A candidate that is empty before it has users is not waited for: it goes back.
      if (direction === 'forward') await driver.setTraffic({ split: step.split, fence });
      else await sendUsers(context, { split: step.split, fence });
      return NOTHING_MEASURED;
    case 'jobs':
      await driver.setJobs(step.release ?? undefined, fence);
      return NOTHING_MEASURED;
    case 'bake':
      return bake(context, step, isAgain);
    case 'retire':
      return retire(context, step.colour, step.drainMs);
    case 'scale':
      await driver.scale(step.colour, step.workers, fence);
      return { workers: step.workers };
    case 'rule':
      return repairRule(context, step);
    case 'prune':
      return { removed: [...(await releases.prune(step.keep))] };
  }
}
