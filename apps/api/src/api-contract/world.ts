import assert from 'node:assert/strict';
import { type ApiUnderTest, type Asked, startApi } from '../testing/api-under-test.ts';
import { type Operation, operationsOf, pathParameters, urlOf } from './api-operations.ts';
import { guestPerson, NOBODY, type Person, ROLES, type RoleName, registerPerson } from './people.ts';

/** A group with somebody of each role, made through the API itself. */
export interface World {
  readonly api: ApiUnderTest;
  readonly operations: ReadonlyMap<string, Operation>;
  readonly groupId: string;
  /** Who started the group and runs it. */
  readonly runner: RoleName;
  readonly people: ReadonlyMap<RoleName, Person>;
  /** Member ids by role, of those who are or were in the group. */
  readonly memberIdOf: ReadonlyMap<RoleName, string>;
  /** The newest version seen of every object, by id: what an edit sends in If-Match. */
  readonly versions: Map<string, number>;
}

export interface CallInput {
  readonly params?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: string;
}

/** `makePerson`: with accounts, or as guests where nobody needs a password (which takes its time by design). */
export async function startWorld(api?: ApiUnderTest, makePerson = registerPerson): Promise<World> {
  const started = api ?? (await startApi());
  const operations = describedOperations(await started.ask('', 'GET', '/openapi.json'));
  const people = new Map<RoleName, Person>([['nobody', NOBODY]]);
  for (const role of ROLES) {
    if (role !== 'nobody') people.set(role, await (role === 'guest-member' ? guestPerson : makePerson)(started, role));
  }
  return addGroupOfAll({ api: started, operations, people });
}

const described = new Map<string, World['operations']>();

/** Equal documents are read once: the validators made from their schemas are kept by schema. */
function describedOperations({ text, body }: Asked): World['operations'] {
  const known = described.get(text);
  if (known) return known;
  const operations = new Map(operationsOf(body).map((operation) => [operation.id, operation]));
  described.set(text, operations);
  return operations;
}

type Base = Pick<World, 'api' | 'operations' | 'people'>;

/** The same people in another group, which the primary runs. */
export async function addGroupOfAll(base: Base): Promise<World> {
  const world = await addGroup(base, 'primary');
  const memberIdOf = new Map(world.memberIdOf);
  for (const role of ['viewer', 'reader', 'participant', 'guest-member', 'ex-member'] as const) {
    memberIdOf.set(role, await join(world, role));
  }
  await leave(world, memberIdOf.get('ex-member') ?? '');
  return { ...world, memberIdOf };
}

/** A group of `runner` and somebody without an account. */
export async function addGroup(base: Base, runner: RoleName): Promise<World> {
  const start = { ...base, groupId: '', runner, memberIdOf: new Map(), versions: new Map() };
  const body = { name: 'Flat', myName: 'Ana', currency: 'EUR', timeZone: 'Europe/Skopje', memberNames: ['Marko'] };
  const { body: group } = await succeed(start, runner, 'createGroup', { body });
  const [mine, marko] = group.members;
  const memberIdOf = new Map<RoleName, string>([
    [runner, mine.id],
    ['nobody', marko.id],
  ]);
  return { ...start, groupId: group.id, memberIdOf };
}

export function personIn(world: Pick<World, 'people'>, role: RoleName): Person {
  const person = world.people.get(role);
  if (!person) throw new Error(`Nobody here is ${role}.`);
  return person;
}

export function operationIn(world: Pick<World, 'operations'>, id: string): Operation {
  const operation = world.operations.get(id);
  if (!operation) throw new Error(`The API describes no operation ${id}.`);
  return operation;
}

/** Asks as `role` and remembers the versions the answer tells. */
export async function call(
  world: World,
  role: RoleName,
  operation: Operation,
  { params = {}, body, headers = {}, query = '' }: CallInput,
): Promise<Asked> {
  const { cookie } = personIn(world, role);
  const isRaw = typeof body === 'string' || body instanceof Uint8Array;
  const type: Record<string, string> = isRaw ? { 'content-type': Object.keys(operation.body ?? {})[0] ?? '' } : {};
  const all = { ...type, ...(cookie ? { cookie } : {}), ...headers };
  const answer = await world.api.ask('', operation.method, urlOf(operation, params) + query, body, all);
  rememberVersions(world, answer.body);
  return answer;
}

/** As `call`, for what has to go well before the test proper. */
export async function succeed(world: World, role: RoleName, operationId: string, input: CallInput): Promise<Asked> {
  const answer = await call(world, role, operationIn(world, operationId), input);
  assert.ok(answer.status < 300, `${operationId} as ${role}: ${answer.status} ${answer.text}`);
  return answer;
}

/** If-Match for an edit: the newest version of the innermost object in the path that has one. */
export async function ifMatch(
  world: World,
  operation: Operation,
  params: Readonly<Record<string, string>>,
): Promise<Record<string, string>> {
  if (!operation.needsVersion) return operation.method === 'PUT' ? versionRead(world, operation, params) : {};
  // Whatever happens to a member makes a new version of the group, and the answer does not always say so.
  await call(world, world.runner, operationIn(world, 'getGroup'), { params: { groupId: world.groupId } });
  const ids = pathParameters(operation).map((name) => params[name] ?? '');
  const edited = ids.findLast((id) => world.versions.has(id)) ?? '';
  return { 'if-match': `"${world.versions.get(edited) ?? 1}"` };
}

/** For what is there once somebody has set it: the version is asked for from then on. */
async function versionRead(
  world: World,
  operation: Operation,
  params: Readonly<Record<string, string>>,
): Promise<Record<string, string>> {
  const reader = [...world.operations.values()].find(({ method, path }) => method === 'GET' && path === operation.path);
  const answer = reader && (await call(world, world.runner, reader, { params }));
  return answer?.body?.version > 0 ? { 'if-match': `"${answer?.body.version}"` } : {};
}

export function rememberVersions(world: Pick<World, 'versions'>, value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  for (const inner of Object.values(value)) rememberVersions(world, inner);
  const { id, version } = value as { id?: unknown; version?: unknown };
  if (typeof id === 'string' && typeof version === 'number') {
    world.versions.set(id, Math.max(version, world.versions.get(id) ?? 0));
  }
}

/** The ex-member goes through the API as everybody else: what they could see before, they must not see after. */
async function leave(world: World, memberId: string): Promise<void> {
  const headers = { 'if-match': `"${world.versions.get(memberId)}"` };
  const params = { groupId: world.groupId, memberId };
  await succeed(world, 'ex-member', 'removeMember', { params, headers, body: {} });
}

async function join(world: World, role: RoleName): Promise<string> {
  const params = { groupId: world.groupId };
  const invited = role === 'viewer' || role === 'reader' ? role : 'participant';
  const { body: link } = await succeed(world, 'primary', 'createInvitation', { params, body: { role: invited } });
  const body = { token: link.token, name: personIn(world, role).name };
  return (await succeed(world, role, 'acceptInvitation', { body })).body.memberId;
}
