import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import type { EnvironmentName } from '@shared-payments/operations';
import { type Random, seededRandom } from '../../apps/api/src/api-contract/seeded-random.ts';
import { killCommands } from './kill-commands.ts';
import { killProcesses } from './kill-processes.ts';
import type { Kill, Victim } from './lane.ts';
import { type Moment, momentsOfPlan } from './moments.ts';
import { openPlace, type Place } from './place.ts';
import { smallProduct } from './small-product.ts';
import { startWriter } from './writer.ts';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
// Every victim at every step takes minutes of two cores: a run takes the share of them that its seed says, `SHARE=1` takes all.
const share = Number(process.env.SHARE ?? 1 / 3);
const WRITES_PER_SECOND = 12;
const EDGE_BACK_WITHIN_MS = 5_000;
// `VICTIM=edge` measures one of them with the machine to itself.
const { VICTIM } = process.env;
const VICTIMS = (['command', 'edge', 'worker'] as const).filter((one) => VICTIM === undefined || VICTIM === one);
const folder = mkdtempSync(join(tmpdir(), 'deploy-kills-'));
const repository = join(folder, 'repository');
mkdirSync(repository);
const product = smallProduct(repository);
after(() => rmSync(folder, { recursive: true, force: true }));

interface LanePlan {
  readonly victim: Victim;
  readonly environment: EnvironmentName;
  readonly wanted: readonly Moment[];
}

let places = 0;

async function openServing(environment: EnvironmentName): Promise<Place> {
  places += 1;
  const place = await openPlace({ directory: join(folder, String(places)), repository, environment });
  const { code, said } = await place.run('ana', 'deploy', product.old);
  assert.equal(code, 0, said);
  return place;
}

/** The plan of an environment with a canary has every kind of step there is, and the way back. */
async function allMoments(): Promise<readonly Moment[]> {
  const place = await openServing('development');
  const moments = await momentsOfPlan(place, product.next);
  await place.close();
  return moments;
}

/** At least one; in the order of the plan. */
function chosen(moments: readonly Moment[], random: Random): readonly Moment[] {
  const count = Math.max(1, Math.round(moments.length * share));
  const left = [...moments];
  while (left.length > count) left.splice(random.integer(0, left.length - 1), 1);
  return left;
}

/** Canaries and the way back where there is a canary; everything else where it is quick. One after the other. */
function lanesOf(victim: Victim, moments: readonly Moment[]): readonly LanePlan[] {
  const isOfBad = (moment: Moment) => moment.startsWith('back') || moment === 'forward canary';
  return [
    { victim, environment: 'development', wanted: moments.filter(isOfBad) } as const,
    { victim, environment: 'local', wanted: moments.filter((moment) => !isOfBad(moment)) } as const,
  ].filter(({ wanted }) => wanted.length > 0);
}

async function walk({ victim, environment, wanted }: LanePlan, laneSeed: number) {
  const place = await openServing(environment);
  try {
    const writer = startWriter(place, WRITES_PER_SECOND);
    const { old, next, bad } = product;
    const lane = {
      place,
      victim,
      good: [old, next],
      bad,
      wanted: new Set(wanted),
      random: seededRandom(laneSeed),
    } as const;
    const outcome = await (victim === 'command' ? killCommands : killProcesses)(lane, old);
    const figures = await writer.stop();
    return { ...outcome, figures, missed: [...lane.wanted] };
  } finally {
    await place.close();
  }
}

async function walkEach(lanes: readonly LanePlan[], say: (line: string) => void) {
  const walked: Awaited<ReturnType<typeof walk>>[] = [];
  for (const lane of lanes) {
    const beganAtMs = performance.now();
    const outcome = await walk(lane, seed);
    walked.push(outcome);
    const { kills, ends, figures } = outcome;
    const { writes, acknowledged, failures, longestMs } = figures;
    const told = kills.map(({ moment, backAfterMs }) => `${moment} ${Math.round(backAfterMs)} ms`).join(', ');
    say(
      `${lane.victim} in ${lane.environment}, ${Math.round((performance.now() - beganAtMs) / 1_000)} s: ${told}; ` +
        `ended ${ends.join(', ')}; ${acknowledged} of ${writes} writes acknowledged, ` +
        `${JSON.stringify(failures)}, longest ${longestMs} ms`,
    );
  }
  return walked;
}

const longest = (kills: readonly Kill[]) => Math.round(Math.max(...kills.map(({ backAfterMs }) => backAfterMs)));

describe('kill -9 at every step of a deployment and of its way back', () => {
  it('loses no acknowledged write, and the command goes on or goes back', async (test) => {
    test.diagnostic(`SEED=${seed}`);
    const moments = await allMoments();
    assert.ok(moments.length >= 14, `a plan with a canary and its way back has more steps: ${moments.join(', ')}`);
    const random = seededRandom(seed);
    const lanes = (victim: Victim) => lanesOf(victim, chosen(moments, random));
    const say = (line: string) => test.diagnostic(line);
    const walked = (await Promise.all(VICTIMS.map((victim) => walkEach(lanes(victim), say)))).flat();
    assert.deepEqual(
      walked.flatMap(({ findings, figures }) => [...findings, ...figures.findings]),
      [],
    );
    assert.deepEqual(
      walked.flatMap(({ missed }) => missed),
      [],
      'every victim met every step',
    );
    const edgeKills = walked.flatMap(({ kills }) => kills.filter(({ victim }) => victim === 'edge'));
    assert.ok(longest(edgeKills) <= EDGE_BACK_WITHIN_MS, `an edge was back after ${longest(edgeKills)} ms`);
  });
});
