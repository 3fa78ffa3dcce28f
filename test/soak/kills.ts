import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from '@shared-payments/bench/api-process/free-port.ts';
import { activePlacement } from '@shared-payments/operations';
import { type Random, seededRandom } from '../../apps/api/src/api-contract/seeded-random.ts';
import { killCommands } from '../deploy-kills/kill-commands.ts';
import { killProcesses } from '../deploy-kills/kill-processes.ts';
import type { Kill, LaneOutcome, Victim } from '../deploy-kills/lane.ts';
import { type Moment, momentsOfPlan } from '../deploy-kills/moments.ts';
import { openPlace, type Place } from '../deploy-kills/place.ts';
import { compareRoom } from '../kill/compare-room.ts';
import { createRoom, type Room } from '../kill/room.ts';
import { postBills } from './post-bills.ts';
import type { Soak } from './soak.ts';

const root = resolve(import.meta.dirname, '../..');
const VICTIMS = ['command', 'edge', 'worker'] as const;
const ROOMS = ['Flat', 'Trip'];
const CYCLES_MAX = 1_000;
const GOOD = ['HEAD~1', 'HEAD'] as const;

/** `./ops deploy` of the whole product to and fro for so many minutes, something killed at each, while bills are posted. */
export function killsSoak(minutes: number, seed: number): Soak {
  return {
    name: 'kills',
    title: `./ops, the edge or the worker killed in every deployment of the product for ${minutes} min (SEED=${seed})`,
    async run(progress) {
      const directory = mkdtempSync(join(tmpdir(), 'deploy-kills-'));
      const settings = { PORT: String(await freePort()), RATE_LIMIT_SCALE: '100000' };
      const place = await openPlace({ directory, repository: root, environment: 'local', settings });
      try {
        const first = await place.run('ana', 'deploy', GOOD[0]);
        if (first.code !== 0) throw new Error(first.said);
        const built = await place.run('ana', 'plan', GOOD[1]);
        if (built.code !== 0) throw new Error(built.said);
        progress('both releases are built, the first serves');
        return await killAndPost(place, seededRandom(seed), performance.now() + minutes * 60_000, progress);
      } finally {
        await place.close();
      }
    },
  };
}

async function killAndPost(place: Place, random: Random, untilMs: number, progress: (line: string) => void) {
  const { url } = place.machine;
  const rooms: Room[] = [];
  for (const name of ROOMS) rooms.push(await createRoom(url, name));
  const posting = rooms.map((room) => postBills(url, room));
  const outcomes: LaneOutcome[] = [];
  const first = await activeRelease(place);
  for (let cycle = 0; cycle < CYCLES_MAX && performance.now() < untilMs; cycle += 1) {
    const victim = VICTIMS[cycle % VICTIMS.length] ?? 'command';
    const active = (await activeRelease(place)) === first ? GOOD[0] : GOOD[1];
    const outcome = await killOnce(place, victim, active, random);
    outcomes.push(outcome);
    const told = outcome.kills.map(({ moment, backAfterMs }) => `${moment}, back after ${Math.round(backAfterMs)} ms`);
    progress(`${victim}: ${told.join()}; ${outcome.ends.join(', ')}; ${outcome.findings.join()}`);
  }
  const posted = await Promise.all(posting.map((one) => one.stop()));
  const compared: string[] = [];
  for (const room of rooms) compared.push(...(await compareRoom(url, room)));
  const sum = (pick: (one: (typeof posted)[number]) => number) => posted.reduce((total, one) => total + pick(one), 0);
  return {
    figures: [
      ...VICTIMS.flatMap((victim) => figuresOf(victim, outcomes)),
      ['deployments that succeeded', outcomes.flatMap(({ ends }) => ends).filter((end) => end === 'succeeded').length],
      ['deployments in all', outcomes.flatMap(({ ends }) => ends).length],
      ['bills acknowledged, each there once', sum(({ acknowledged }) => acknowledged)],
      ['requests without an answer, sent again with their key', sum(({ unanswered }) => unanswered)],
    ] as const,
    findings: [
      ...outcomes.flatMap(({ findings }) => findings),
      ...posted.flatMap(({ findings }) => findings),
      ...compared,
      ...illnesses(place),
    ],
  };
}

/** One deployment of the release that does not have the users, and a kill at one of its steps. */
async function killOnce(place: Place, victim: Victim, active: string, random: Random): Promise<LaneOutcome> {
  const target = GOOD.find((revision) => revision !== active) ?? GOOD[0];
  const moments = (await momentsOfPlan(place, target)).filter((moment) => moment.startsWith('forward'));
  const wanted = new Set<Moment>([random.pick(moments)]);
  const lane = { place, victim, good: GOOD, bad: target, wanted, random };
  return (victim === 'command' ? killCommands : killProcesses)(lane, active);
}

async function activeRelease({ machine }: Place): Promise<string | undefined> {
  return activePlacement(await machine.driver.inspect())?.release;
}

function figuresOf(victim: Victim, outcomes: readonly LaneOutcome[]): readonly (readonly [string, number | string])[] {
  const kills = outcomes.flatMap((outcome) => outcome.kills.filter((kill: Kill) => kill.victim === victim));
  const times = kills.map(({ backAfterMs }) => Math.round(backAfterMs)).toSorted((one, other) => one - other);
  if (times.length === 0) return [];
  return [
    [`times the ${victim} was killed`, kills.length],
    [`back after, ms: median and longest (${victim})`, `${times[Math.floor(times.length / 2)]}, ${times.at(-1)}`],
  ];
}

/** What `npm run doctor` finds in the data. */
function illnesses({ dataDirectory }: Place): readonly string[] {
  const env = { ...process.env, DATA_DIR: dataDirectory };
  const doctor = spawnSync(process.execPath, [join(root, 'apps/doctor/src/main.ts')], { env, encoding: 'utf8' });
  return doctor.status === 0 ? [] : [`doctor: ${doctor.stdout} ${doctor.stderr}`];
}
