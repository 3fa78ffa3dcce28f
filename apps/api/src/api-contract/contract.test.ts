import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Asked } from '../testing/api-under-test.ts';
import { goodStatus, isIdentity, isWrite, jsonBody, type Operation, pathParameters } from './api-operations.ts';
import { EXAMPLE_QUERIES, exampleBody } from './example-bodies.ts';
import { listIn, SHORT_LISTS, walk } from './lists.ts';
import { pathObjects } from './path-objects.ts';
import { seededRandom } from './seeded-random.ts';
import { addGroupOfAll, call, ifMatch, operationIn, startWorld, succeed, type World } from './world.ts';

const PARALLEL = 5;
const LOG_PAGE = 1_000;

/**
 * Operations on identity take no Idempotency-Key: their answers carry session cookies, secrets and recovery codes, which
 * must not be kept to be said again to whoever has the key, and repeating them is harmless or refused (an address in use).
 */
const isReplayable = (operation: Operation) =>
  isWrite(operation) && !isIdentity(operation) && !KNOWN_BY_EVENT.includes(operation.id);

/** Others call these and know no key of ours: what they tell is known by its own id, and happens once by that. */
const KNOWN_BY_EVENT = ['takeGatewayEvent'];

/** Their group is not in the path but in the body: another body is a request to another group, where the key is new. */
const GROUP_IN_BODY = ['acceptInvitation', 'importBundle'];

let world: World;
let operations: readonly Operation[] = [];

before(async () => {
  world = await startWorld();
  operations = [...world.operations.values()];
});
after(() => world.api.close());

describe('the description of the API', () => {
  it('gives every operation a name of its own, a summary, a tag, and the answers it may give', () => {
    const wrong = operations.filter(
      ({ id, summary, tags, answers }) =>
        !/^[a-z][A-Za-z]+$/.test(id) || !summary || tags.length !== 1 || !answers['4XX'] || !answers['5XX'],
    );
    assert.deepEqual(names(wrong), []);
    assert.deepEqual(names(operations.filter((operation) => goodStatus(operation) === 0)), []);
    assert.equal(new Set(operations.map(({ id }) => id)).size, operations.length);
  });

  it('says of every operation who may ask and how often', () => {
    const wrong = operations.filter(({ access, rateClass }) => access === undefined || !rateClass);
    assert.deepEqual(names(wrong), []);
    const ofGroup = operations.filter(({ path }) => path.startsWith('/v1/groups/{groupId}'));
    assert.deepEqual(names(ofGroup.filter(({ access }) => typeof access !== 'object')), []);
  });

  it('describes every parameter of a path, and no body takes a property nobody described', () => {
    const undescribed = operations.filter((operation) => {
      const described = operation.parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
      return pathParameters(operation).some((name) => !described.includes(name));
    });
    assert.deepEqual(names(undescribed), []);
    const open = operations.filter((operation) => {
      const schema = jsonBody(operation);
      return schema && (schema.anyOf ?? [schema]).some((choice) => choice.additionalProperties !== false);
    });
    assert.deepEqual(names(open), []);
  });

  it('offers Idempotency-Key on every write it is honoured by, and If-Match on every edit', () => {
    const has = (operation: Operation, header: string) =>
      operation.parameters.some(({ name, in: place }) => place === 'header' && name === header);
    assert.deepEqual(names(operations.filter((one) => isReplayable(one) && !has(one, 'idempotency-key'))), []);
    assert.deepEqual(names(operations.filter((one) => one.needsVersion !== has(one, 'if-match'))), []);
  });
});

describe('a repeated write', () => {
  it('with the same Idempotency-Key has one effect and the same answer, one after another and at once', async (context) => {
    const problems: string[] = [];
    const writes = operations.filter(isReplayable);
    for (const operation of writes) {
      const group = await addGroupOfAll(world);
      const once = await replayed(group, operation, 1);
      const atOnce = await replayed(group, operation, PARALLEL);
      const problem = once.problem ?? atOnce.problem;
      if (problem) problems.push(`${operation.id}: ${problem}`);
      if (atOnce.effects > once.effects) problems.push(`${operation.id}: ${atOnce.effects} commits for one request`);
    }
    assert.ok(problems.length === 0, `\n${problems.join('\n')}`);
    context.diagnostic(`${writes.length} operations`);
  });

  it('with the same key and another body is refused', async () => {
    const problems: string[] = [];
    let count = 0;
    const withBody = operations.filter((one) => isReplayable(one) && jsonBody(one) && !GROUP_IN_BODY.includes(one.id));
    for (const operation of withBody) {
      const group = await addGroupOfAll(world);
      const request = await goodRequest(group, operation);
      const other = await differentBody(group, operation, request);
      const key = `once-${operation.id}`;
      const isStored = (await storedCommits(group)) !== (await sendAndCount(group, operation, request, key));
      if (other === undefined || !isStored) continue;
      count += 1;
      const { status, body } = await send(group, operation, { ...request, body: other }, key);
      if (body?.code !== 'idempotency_key_reused') problems.push(`${operation.id}: ${status} ${JSON.stringify(body)}`);
    }
    assert.ok(problems.length === 0, `\n${problems.join('\n')}`);
    assert.ok(count > 5);
  });
});

describe('an edit', () => {
  it('takes the ETag that reading the thing gave, once, whatever else happened in the group', async () => {
    const problems: string[] = [];
    for (const operation of operations.filter(({ needsVersion }) => needsVersion)) {
      const read = readerOf(operation);
      if (!read) continue;
      const group = await addGroupOfAll(world);
      const request = await goodRequest(group, operation);
      const { headers: given } = await call(group, 'primary', read, { params: request.params });
      const headers = { 'if-match': String(given.etag) };
      const first = await call(group, 'primary', operation, { ...request, headers });
      if (first.status >= 300) problems.push(`${operation.id} with ${given.etag}: ${first.status} ${first.text}`);
      const late = await call(group, 'primary', operation, { ...request, headers });
      const { currentVersion } = late.body?.data ?? {};
      if (late.status !== 409 || typeof currentVersion !== 'number')
        problems.push(`${operation.id} late: ${late.text}`);
    }
    assert.ok(problems.length === 0, `\n${problems.join('\n')}`);
  });

  it('is refused without a version, and with one that is none', async () => {
    for (const operation of operations.filter(({ needsVersion }) => needsVersion)) {
      const { params, body } = await goodRequest(world, operation);
      const without = await call(world, 'primary', operation, { params, body });
      assert.equal(without.status, 428, `${operation.id}: ${without.text}`);
      const headers = { 'if-match': '"latest"' };
      const wrong = await call(world, 'primary', operation, { params, body, headers });
      assert.deepEqual([wrong.status, wrong.body.code], [400, 'invalid_input'], operation.id);
    }
  });
});

describe('a list', () => {
  it('is read page by page, unless something keeps it short', () => {
    const lists = operations.filter((operation) => listIn(operation));
    const whole = lists.filter((operation) => listIn(operation)?.isPaged === false);
    assert.deepEqual(
      names(whole).filter((id) => !(id in SHORT_LISTS)),
      [],
      'give them a cursor, or say in lists.ts what keeps them short',
    );
    assert.deepEqual(
      Object.keys(SHORT_LISTS).filter((id) => !names(whole).includes(id)),
      [],
    );
    assert.ok(lists.length > whole.length);
  });

  it('gives every item exactly once in pages of any size, also when something is added meanwhile', async (context) => {
    const problems: string[] = [];
    const paged = operations.filter((operation) => listIn(operation)?.isPaged);
    for (const operation of paged) {
      const group = await addGroupOfAll(world);
      const params = await pathObjects({ world: group, operation, owner: 'participant', asker: 'primary' });
      for (let count = 0; count < 7; count += 1) await addItem(group, operation, params, count);
      const whole = await walk(group, operation, params, 200);
      const inPages = await walk(group, operation, params, 2);
      const meanwhile = await walk(group, operation, params, 3, () => addItem(group, operation, params, 7));
      if (inPages.pageCount < 3) problems.push(`${operation.id} has only ${whole.keys.length} items to page through`);
      if (inPages.keys.join() !== whole.keys.join())
        problems.push(`${operation.id}: ${whole.keys} in pages ${inPages.keys}`);
      if (new Set(whole.keys).size < whole.keys.length) problems.push(`${operation.id} says something twice`);
      const kept = meanwhile.keys.filter((key) => whole.keys.includes(key));
      if (kept.join() !== whole.keys.join())
        problems.push(`${operation.id}: ${whole.keys} meanwhile ${meanwhile.keys}`);
    }
    assert.ok(problems.length === 0, `\n${problems.join('\n')}`);
    context.diagnostic(names(paged).join(', '));
  });
});

interface GoodRequest {
  readonly params: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

/** What the primary payer would send: fresh objects, a good body, the newest version. */
async function goodRequest(group: World, operation: Operation, seed = 1): Promise<GoodRequest> {
  const needs = { world: group, operation, owner: 'primary', asker: 'primary' } as const;
  const params = await pathObjects(needs);
  const body = await exampleBody(operation, { ...needs, params, random: seededRandom(seed) });
  return { params, body, headers: await ifMatch(group, operation, params) };
}

function send(group: World, operation: Operation, request: GoodRequest, key: string): Promise<Asked> {
  const headers = { ...request.headers, 'idempotency-key': key };
  const query = EXAMPLE_QUERIES[operation.id] ?? '';
  return call(group, 'primary', operation, { params: request.params, body: request.body, headers, query });
}

async function sendAndCount(group: World, operation: Operation, request: GoodRequest, key: string): Promise<number> {
  await send(group, operation, request, key);
  return storedCommits(group);
}

interface Replayed {
  readonly problem?: string;
  /** Commits of all requests together: as many as of one alone. */
  readonly effects: number;
}

/** `times` requests at once with one key; a single one is followed by the same again. */
async function replayed(group: World, operation: Operation, times: number): Promise<Replayed> {
  const request = await goodRequest(group, operation);
  // What belongs to a person is in one place for all operations: their keys must differ.
  const key = `replayed-${operation.id}-${times}`;
  const before = await storedCommits(group);
  const answers = await Promise.all(Array.from({ length: times }, () => send(group, operation, request, key)));
  const effects = (await storedCommits(group)) - before;
  if (times === 1) answers.push(await send(group, operation, request, key));
  const later = (await storedCommits(group)) - before - effects;
  const [first, ...others] = answers;
  if (!first || first.status >= 300) return { effects, problem: `is refused: ${first?.status} ${first?.text}` };
  if (others.some(({ status, text }) => status !== first.status || text !== first.text)) {
    const said = answers.map(({ status, text }) => `${status} ${text.slice(0, 200)}`);
    return { effects, problem: `answered ${said.join(' | ')}` };
  }
  return { effects, ...(later > 0 && { problem: `${later} commits for the repeated request` }) };
}

async function differentBody(group: World, operation: Operation, { params, body }: GoodRequest): Promise<unknown> {
  const needs = { world: group, asker: 'primary', params } as const;
  for (let seed = 2; seed < 10; seed += 1) {
    const other = await exampleBody(operation, { ...needs, random: seededRandom(seed) });
    if (JSON.stringify(other) !== JSON.stringify(body)) return other;
  }
  return undefined;
}

async function storedCommits({ api }: World): Promise<number> {
  let count = 0;
  for (let after = ''; ; ) {
    const page = await api.services.store.readLog(after, LOG_PAGE);
    count += page.length;
    const last = page.at(-1);
    if (!last || page.length < LOG_PAGE) return count;
    after = last.position;
  }
}

/** The read of what `operation` edits: at the same path, or where that path without its last words leads. */
function readerOf(operation: Operation): Operation | undefined {
  const path = operation.path.replace(/\/[a-z-]+$/, '');
  return operations.find((other) => other.method === 'GET' && other.path === path);
}

/** Something that makes the list longer: what is posted to its own address, or a bill. */
async function addItem(group: World, operation: Operation, params: Readonly<Record<string, string>>, index: number) {
  const maker = operations.find((other) => other.method === 'POST' && other.path === operation.path);
  const creating = maker ?? operationIn(group, 'createBill');
  const random = seededRandom(index);
  const body = await exampleBody(creating, { world: group, asker: 'primary', params, random });
  const split = { method: 'equal', participants: [...group.memberIdOf.values()] };
  const ofAll = maker ? body : { ...(body as object), currency: 'EUR', split };
  return succeed(group, 'primary', creating.id, { params, body: ofAll });
}

function names(some: readonly Operation[]): readonly string[] {
  return some.map(({ id, method, path }) => id || `${method} ${path}`);
}
