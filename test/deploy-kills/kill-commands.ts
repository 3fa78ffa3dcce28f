import { setTimeout as wait } from 'node:timers/promises';
import { endOf, examinePlace } from './examine-place.ts';
import { DEPLOYMENTS_MAX, delayMs, type Kill, type Lane, type LaneOutcome, nextRevision } from './lane.ts';
import { begunBy, type Moment } from './moments.ts';
import type { Place } from './place.ts';
import type { OpsRun } from './run-ops.ts';

const POLL_MS = 20;

/** Kills `./ops deploy` at every wanted moment. The same command goes on each time. */
export async function killCommands(lane: Lane, first: string): Promise<LaneOutcome> {
  const { place, wanted } = lane;
  const kills: Kill[] = [];
  const ends: string[] = [];
  const findings: string[] = [];
  let active = first;
  for (let deployments = 0; wanted.size > 0 && deployments < DEPLOYMENTS_MAX; deployments += 1) {
    const revision = nextRevision(lane, active);
    let run = place.start('ana', 'deploy', revision);
    for (let moment = await killOnce(lane, run, findings); moment !== undefined; ) {
      const killedAtMs = performance.now();
      run = place.start('ana', 'deploy', revision);
      await isTakenOver(place, run);
      kills.push({ victim: 'command', moment, backAfterMs: performance.now() - killedAtMs });
      moment = await killOnce(lane, run, findings);
    }
    const end = endOf(await run.ended);
    ends.push(end.name);
    findings.push(...end.findings);
    // Where it was killed after its last word, the next one found all done.
    if (end.name === 'succeeded' || end.name === 'already_deployed') active = revision;
    findings.push(...(await examinePlace(place)));
  }
  return { kills, ends, findings };
}

/** Kills the command as soon as a wanted step began; undefined when it ended by itself. */
async function killOnce(lane: Lane, run: OpsRun, findings: string[]): Promise<Moment | undefined> {
  const { place, wanted, random } = lane;
  for await (const { moment } of begunBy(place, run)) {
    // The longest step: another command has the time to meet the lock.
    if (moment === 'forward bake' && !wanted.has(moment)) findings.push(...(await whatIsWrongWithRefusal(place)));
    if (!wanted.has(moment)) continue;
    await wait(delayMs(random));
    run.kill();
    if ((await run.ended).signal !== 'SIGKILL') return undefined;
    wanted.delete(moment);
    return moment;
  }
  return undefined;
}

/** Another operator is refused by the lock of the command at work, and told whose it is. */
async function whatIsWrongWithRefusal(place: Place): Promise<readonly string[]> {
  const { code, document, said } = await place.run('ben', 'drain');
  const owner = String(document?.error?.data.owner);
  const isRefused = code === 1 && document?.error?.code === 'lock_held';
  return isRefused && owner.startsWith('ana@') && said.includes(owner)
    ? []
    : [`another command was not refused: ${said}`];
}

/** Until the command works on what the killed one left, or has ended. */
async function isTakenOver(place: Place, run: OpsRun): Promise<void> {
  const killed = (await place.machine.lock.read())?.token ?? 0;
  while (!run.isOver() && ((await place.machine.lock.read())?.token ?? 0) === killed) await wait(POLL_MS);
}
