import type { ApiUnderTest, Asked } from '../testing/api-under-test.ts';
import { isIdentity, type Operation } from './api-operations.ts';
import { answerProblems } from './check-answer.ts';
import { type FuzzRequest, fuzzRequest } from './fuzz-requests.ts';
import { pathObjects } from './path-objects.ts';
import { guestPerson, type Person, type RoleName, registerPerson } from './people.ts';
import { type Random, seededRandom } from './seeded-random.ts';
import { addGroupOfAll, personIn, rememberVersions, startWorld, type World } from './world.ts';

/** One kind of fault, with the first request that showed it. */
export interface Fault {
  readonly problem: string;
  readonly example: string;
  readonly operationIds: Set<string>;
  count: number;
}

export interface Tally {
  readonly faults: Map<string, Fault>;
  /** Answers by operationId and status. */
  readonly statuses: Map<string, Map<number, number>>;
  requestCount: number;
  slowestMs: number;
}

export interface Round {
  readonly seed: number;
  readonly requestCount: number;
  /** On the clock of `performance.now`: the round ends early then. */
  readonly deadline: number;
  readonly tally: Tally;
  /** Told in a fault, so that the request can be made again. */
  readonly label: string;
}

/** Argon2id makes a request about passwords cost as much as a hundred others. */
const AUTH_PROBABILITY = 0.3;
const ACCOUNT_PROBABILITY = 0.4;
const CONDITIONAL_PROBABILITY = 0.3;
const FRESH_PROBABILITY = 0.3;
const REFUSALS_OF_INPUT: readonly number[] = [400, 409, 413, 422, 428];
const SLOW_MS = 2_000;
const SHOWN_CHARACTERS = 600;
const ASKERS: readonly RoleName[] = [
  'primary',
  'primary',
  'primary',
  'participant',
  'guest-member',
  'viewer',
  'stranger',
];

export function emptyTally(): Tally {
  return { faults: new Map(), statuses: new Map(), requestCount: 0, slowestMs: 0 };
}

/** `requestCount` requests to all operations in turn, in a world of its own; every fault goes into the tally. */
export async function fuzzRound(api: ApiUnderTest, round: Round): Promise<World> {
  const random = seededRandom(round.seed);
  const stage: Stage = { world: await startWorld(api, guestPerson), random, params: new Map(), toThrowAway: new Map() };
  const operations = [...stage.world.operations.values()];
  for (let sent = 0; sent < round.requestCount && performance.now() < round.deadline; ) {
    const operation = random.pick(operations);
    if (operation.rateClass === 'auth' && !random.isChance(AUTH_PROBABILITY)) continue;
    const asker = random.pick(ASKERS);
    const world = isIdentity(operation) ? await withOwnSession(stage, asker) : stage.world;
    const params = await paramsFor(stage, world, operation, asker);
    if (!params) continue;
    const request = await fuzzRequest(operation, { world, asker, params, random });
    const answer = await sendAndCheck(world, operation, asker, request, round);
    sent += 1;
    const { etag } = answer.headers;
    if (operation.method !== 'GET' || etag === undefined || !random.isChance(CONDITIONAL_PROBABILITY)) continue;
    const again = { ...request, headers: { ...request.headers, 'if-none-match': String(etag) } };
    await sendAndCheck(world, operation, asker, again, round);
    sent += 1;
  }
  return stage.world;
}

interface Stage {
  world: World;
  readonly random: Random;
  /** Path parameters by operationId: often the ones that were used before. */
  readonly params: Map<string, Record<string, string>>;
  readonly toThrowAway: Map<typeof guestPerson, Person>;
}

async function paramsFor(stage: Stage, world: World, operation: Operation, asker: RoleName) {
  const known = stage.params.get(operation.id);
  if (known && !isIdentity(operation) && !stage.random.isChance(FRESH_PROBABILITY)) return known;
  const needs = { world, operation, owner: world.runner, asker, random: stage.random };
  const params = await pathObjects(needs).catch(() => undefined);
  if (params) stage.params.set(operation.id, params);
  else {
    // A request before has archived the group, or made somebody else its primary payer: go on in a fresh one.
    stage.world = await addGroupOfAll(stage.world);
    stage.params.clear();
  }
  return params;
}

async function sendAndCheck(world: World, operation: Operation, asker: RoleName, request: FuzzRequest, round: Round) {
  const { tally } = round;
  // Of this process, not of the clock: others on the machine make no request slow.
  const startedAt = process.cpuUsage();
  const answer = await send(world.api, personIn(world, asker), request);
  const { user, system } = process.cpuUsage(startedAt);
  const elapsedMs = (user + system) / 1_000;
  rememberVersions(world, answer.body);
  tally.requestCount += 1;
  tally.slowestMs = Math.max(tally.slowestMs, elapsedMs);
  countStatus(tally, operation.id, answer.status);
  const problems = [
    ...answerProblems(operation, answer),
    ...(request.mustRefuse && answer.status < 300 ? ['took what is not of the documented form'] : []),
    ...(request.isGoodRead && REFUSALS_OF_INPUT.includes(answer.status)
      ? [`refused a read as documented: ${answer.body?.code}`]
      : []),
    ...(elapsedMs > SLOW_MS ? [`took more than ${SLOW_MS} ms of the processor`] : []),
  ];
  for (const problem of problems) addFault(tally, operation, problem, exampleOf(round, asker, request, answer));
  return answer;
}

async function send(api: ApiUnderTest, person: Person, request: FuzzRequest): Promise<Asked> {
  const { method, url, payload } = request;
  const headers = { ...(person.cookie ? { cookie: person.cookie } : {}), ...request.headers };
  return api.ask('', method, url, payload, headers);
}

/** Some operations end sessions, change passwords or second factors: they get somebody to throw away. */
async function withOwnSession({ world, random, toThrowAway }: Stage, role: RoleName): Promise<World> {
  const make = random.isChance(ACCOUNT_PROBABILITY) ? registerPerson : guestPerson;
  const known = toThrowAway.get(make);
  const isThere = known !== undefined && (await isSignedIn(world.api, known));
  const person = isThere ? known : await make(world.api, role);
  toThrowAway.set(make, person);
  return { ...world, people: new Map([...world.people, [role, person]]) };
}

async function isSignedIn(api: ApiUnderTest, { cookie }: Person): Promise<boolean> {
  return (await api.ask('', 'GET', '/v1/auth/account', undefined, { cookie })).status === 200;
}

function countStatus(tally: Tally, id: string, status: number): void {
  const statuses = tally.statuses.get(id) ?? new Map<number, number>();
  statuses.set(status, (statuses.get(status) ?? 0) + 1);
  tally.statuses.set(id, statuses);
}

function addFault(tally: Tally, { id }: Operation, problem: string, example: string): void {
  const key = problem.replaceAll(/\d+/g, '#').slice(0, 120);
  const known = tally.faults.get(key) ?? { problem, example, operationIds: new Set(), count: 0 };
  known.operationIds.add(id);
  known.count += 1;
  tally.faults.set(key, known);
}

function exampleOf(round: Round, asker: RoleName, request: FuzzRequest, answer: Asked): string {
  const { kind, method, url, headers, payload } = request;
  const sent = `${method} ${url.slice(0, SHOWN_CHARACTERS)} ${JSON.stringify(headers)} ${String(payload).slice(0, SHOWN_CHARACTERS)}`;
  return `${round.label}, ${kind}, as ${asker}: ${sent}\n    -> ${answer.status} ${answer.text.slice(0, SHOWN_CHARACTERS)}`;
}
