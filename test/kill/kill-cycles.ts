import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createSqliteStore } from '@shared-payments/adapter-sqlite';
import { type ApiProcess, spawnApi, startApiProcess } from '@shared-payments/bench/api-process/start-api-process.ts';
import { examineStore } from '@shared-payments/usecases';
import { type Random, seededRandom } from '../../apps/api/src/api-contract/seeded-random.ts';
import { compareRoom } from './compare-room.ts';
import { repeatWrites } from './repeat-writes.ts';
import { createRoom, type Room, type Write } from './room.ts';
import { writeOn } from './write-on.ts';

export interface KillCycles {
  readonly count: number;
  /** Decides what is written and when it is killed; what the machine makes of that differs from run to run. */
  readonly seed: number;
  readonly onCycle?: (soFar: KillOutcome) => void;
}

export interface KillOutcome {
  readonly cycles: number;
  readonly killedStarts: number;
  readonly answeredWrites: number;
  readonly unansweredWrites: number;
  /** Killed after the commit and before the answer: without keys, people would have paid twice. */
  readonly happenedUnanswered: number;
  readonly examinedCommits: number;
  /** Everything that was lost, doubled or changed; empty when kills do no harm. */
  readonly findings: readonly string[];
}

const ROOMS = ['Flat', 'Trip', 'House', 'Office'];
const WRITERS_PER_ROOM = 4;
const WRITES_FOR_MIN_MS = 20;
const WRITES_FOR_MAX_MS = 900;
const KILLED_WHILE_STARTING = 0.25;
const STARTS_FOR_MAX_MS = 700;
// The same data is killed this often; then a new folder keeps later cycles as quick as the first.
const CYCLES_PER_FOLDER = 10;
const FINDINGS_MAX = 100;

const NOTHING_YET: KillOutcome = {
  cycles: 0,
  killedStarts: 0,
  answeredWrites: 0,
  unansweredWrites: 0,
  happenedUnanswered: 0,
  examinedCommits: 0,
  findings: [],
};

/** Kills the API while it is written to, starts it again and checks that it kept every promise; `count` times. */
export async function runKillCycles({ count, seed, onCycle }: KillCycles): Promise<KillOutcome> {
  const random = seededRandom(seed);
  let outcome = NOTHING_YET;
  while (outcome.cycles < count && outcome.findings.length < FINDINGS_MAX) {
    const cycles = Math.min(CYCLES_PER_FOLDER, count - outcome.cycles);
    outcome = await runInFolder(cycles, random, outcome, onCycle);
  }
  return outcome;
}

async function runInFolder(
  cycles: number,
  random: Random,
  before: KillOutcome,
  onCycle: KillCycles['onCycle'],
): Promise<KillOutcome> {
  const dataDir = mkdtempSync(join(tmpdir(), 'shared-payments-kill-'));
  let outcome = before;
  let api: ApiProcess | undefined;
  try {
    api = await startApiProcess(dataDir);
    const rooms: Room[] = [];
    for (const name of ROOMS) rooms.push(await createRoom(api.url, name));
    for (let cycle = 0; cycle < cycles && outcome.findings.length < FINDINGS_MAX; cycle += 1) {
      const { writes, killedAt } = await writeUntilKilled(api, rooms, random);
      const killedStarts = await killWhileStarting(dataDir, random);
      api = await startApiProcess(dataDir);
      const found = await check(api, dataDir, rooms, writes, killedAt);
      outcome = sum(outcome, { ...found, killedStarts });
      onCycle?.(outcome);
    }
    return outcome;
  } finally {
    await api?.kill();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function writeUntilKilled(api: ApiProcess, rooms: readonly Room[], random: Random) {
  const writing = rooms.flatMap((room) =>
    Array.from({ length: WRITERS_PER_ROOM }, () => writeOn(api.url, room, seededRandom(random.integer(0, 2 ** 31)))),
  );
  await wait(random.integer(WRITES_FOR_MIN_MS, WRITES_FOR_MAX_MS));
  await api.kill();
  const killedAt = Date.now();
  return { writes: (await Promise.all(writing)).flat(), killedAt };
}

/** Now and then the next process is killed as well, before it serves anybody. */
async function killWhileStarting(dataDir: string, random: Random): Promise<number> {
  if (!random.isChance(KILLED_WHILE_STARTING)) return 0;
  const starting = await spawnApi(dataDir);
  await wait(random.integer(0, STARTS_FOR_MAX_MS));
  await starting.kill();
  return 1;
}

async function check(
  api: ApiProcess,
  dataDir: string,
  rooms: readonly Room[],
  writes: readonly Write[],
  killedAt: number,
): Promise<Omit<KillOutcome, 'killedStarts'>> {
  const repeated = await repeatWrites(api.url, writes, killedAt);
  const compared: string[] = [];
  for (const room of rooms) compared.push(...(await compareRoom(api.url, room)));
  const store = createSqliteStore(join(dataDir, 'shared-payments.db'));
  const diagnosis = await examineStore(store);
  await store.close();
  const ill = diagnosis.findings.map(({ partition, what, detail }) => `doctor: ${partition} ${what}: ${detail}`);
  return {
    cycles: 1,
    answeredWrites: writes.length - repeated.unansweredCount,
    unansweredWrites: repeated.unansweredCount,
    happenedUnanswered: repeated.happenedUnansweredCount,
    examinedCommits: diagnosis.commitCount,
    findings: [...repeated.findings, ...compared, ...ill],
  };
}

function sum(one: KillOutcome, other: KillOutcome): KillOutcome {
  return {
    cycles: one.cycles + other.cycles,
    killedStarts: one.killedStarts + other.killedStarts,
    answeredWrites: one.answeredWrites + other.answeredWrites,
    unansweredWrites: one.unansweredWrites + other.unansweredWrites,
    happenedUnanswered: one.happenedUnanswered + other.happenedUnanswered,
    examinedCommits: one.examinedCommits + other.examinedCommits,
    findings: [...one.findings, ...other.findings].slice(0, FINDINGS_MAX),
  };
}
