import { setTimeout as wait } from 'node:timers/promises';
import { until } from '@shared-payments/machine/testing/open-rig.ts';
import { activePlacement, otherColour } from '@shared-payments/operations';
import type { Place } from './place.ts';
import { processesOf } from './processes.ts';
import type { OpsEnd } from './run-ops.ts';

export interface DeploymentEnd {
  /** `succeeded`, or the code of what sent users back or ended the command. */
  readonly name: string;
  readonly findings: readonly string[];
}

interface Outcome {
  readonly outcome: string;
  readonly failure: { readonly code: string; readonly message: string } | null;
}

const CALM_WITHIN_MS = 15_000;
const LOOK_EVERY_MS = 250;

/** How a deployment ended: it succeeded, or users were sent back with a cause. Anything else is a finding. */
export function endOf({ code, document, said }: OpsEnd): DeploymentEnd {
  const result = document?.result as Outcome | null | undefined;
  if (result?.outcome === 'succeeded' && code === 0) return { name: 'succeeded', findings: [] };
  const isBack = result?.outcome === 'rolled_back' || result?.outcome === 'failed';
  const failure = result?.failure;
  if (isBack && failure && failure.message !== '' && code === 1) return { name: failure.code, findings: [] };
  // A command that was killed after its last word: there is nothing left to do.
  if (document?.error?.code === 'already_deployed') return { name: 'already_deployed', findings: [] };
  return {
    name: document?.error?.code ?? 'nothing',
    findings: [`a deployment neither succeeded nor went back: ${said}`],
  };
}

/** What is left to complain about once a deployment has ended: nobody is at work, one release has all users, all is whole. */
export async function examinePlace(place: Place): Promise<readonly string[]> {
  const { driver, lock } = place.machine;
  const isCalm = async () => {
    const state = await driver.inspect();
    const active = activePlacement(state);
    const running = active && state[active.colour];
    if (active === undefined || running === undefined || state[otherColour(active.colour)] !== undefined) return false;
    if (!running.workers.every(({ isReady }) => isReady)) return false;
    // The jobs are started two seconds after users moved.
    await wait(LOOK_EVERY_MS);
    const all = await processesOf(place);
    const count = (wanted: string) => all.filter(({ role }) => role === wanted).length;
    return count('worker') === running.workers.length && count('jobs') === 1;
  };
  const calm = await until('one release is alone and all its processes work', isCalm, CALM_WITHIN_MS).catch(
    async (error: Error) => `${error.message}: ${JSON.stringify(await driver.inspect())}`,
  );
  const isFree = (await lock.read())?.isReleased === true;
  const doctor = await place.run('ana', 'doctor');
  const verify = await place.run('ana', 'verify');
  const underWay = await place.underWay();
  return [
    ...(typeof calm === 'number' ? [] : [calm]),
    ...(isFree ? [] : ['the lock is not free']),
    ...(underWay === undefined ? [] : [`a ${underWay.plan.kind} is still under way`]),
    ...(doctor.code === 0 ? [] : [`doctor: ${JSON.stringify(doctor.document?.result)} ${doctor.said}`]),
    ...(verify.code === 0 ? [] : [`verify: ${verify.said}`]),
  ];
}
