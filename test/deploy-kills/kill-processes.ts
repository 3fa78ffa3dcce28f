import { setTimeout as wait } from 'node:timers/promises';
import { endOf, examinePlace } from './examine-place.ts';
import { DEPLOYMENTS_MAX, delayMs, type Kill, type Lane, type LaneOutcome, nextRevision } from './lane.ts';
import { type Begun, begunBy } from './moments.ts';
import type { OpsRun } from './run-ops.ts';
import { activeWorkers, type Killed, killEdge, killWorker } from './victims.ts';

/** Kills the edge or the worker that has users at every wanted moment of deployments, which must go on or go back. */
export async function killProcesses(lane: Lane, first: string): Promise<LaneOutcome> {
  const { place, wanted } = lane;
  const kills: Kill[] = [];
  const ends: string[] = [];
  const findings: string[] = [];
  let active = first;
  for (let deployments = 0; wanted.size > 0 && deployments < DEPLOYMENTS_MAX; deployments += 1) {
    const revision = nextRevision(lane, active);
    const run = place.start('ana', 'deploy', revision);
    const here = await killAlong(lane, run, kills);
    const end = endOf(await run.ended);
    ends.push(end.name);
    findings.push(...here, ...end.findings);
    if (end.name === 'succeeded') active = revision;
    if (end.findings.length > 0) await place.run('ana', 'deploy', revision);
    findings.push(...(await examinePlace(place)));
  }
  return { kills, ends, findings };
}

async function killAlong(lane: Lane, run: OpsRun, kills: Kill[]): Promise<readonly string[]> {
  const { place, wanted, victim, random } = lane;
  const findings: string[] = [];
  for await (const begun of begunBy(place, run)) {
    const { moment } = begun;
    // A migration comes once: what was killed just before it would not be there for it.
    const isTooEarly = moment === 'forward check' && wanted.has('forward migrate');
    if (!wanted.has(moment) || isTooEarly) continue;
    await wait(delayMs(random));
    const killed = await killVictim(lane, begun);
    if (killed === undefined) continue;
    wanted.delete(moment);
    kills.push({ victim, moment, backAfterMs: killed.backAfterMs });
    findings.push(...killed.findings.map((finding) => `${victim} killed at ${moment}: ${finding}`));
  }
  return findings;
}

/** Undefined when there is none to kill: the last one that was killed is still being started again. */
async function killVictim({ place, victim }: Lane, { operation }: Begun): Promise<Killed | undefined> {
  if (victim === 'edge') return killEdge(place, operation);
  const [pid] = await activeWorkers(place);
  return pid === undefined ? undefined : killWorker(place, pid);
}
