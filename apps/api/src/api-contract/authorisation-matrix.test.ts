import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Asked } from '../testing/api-under-test.ts';
import { isIdentity, jsonBody, type Operation, pathParameters } from './api-operations.ts';
import { answerProblems, schemaProblem } from './check-answer.ts';
import { EXAMPLE_BODIES, EXAMPLE_QUERIES, exampleBody } from './example-bodies.ts';
import { accessProblem, expectedAccess, FINER_RULES } from './expected-access.ts';
import { PATH_OBJECTS, pathObjects } from './path-objects.ts';
import { guestPerson, keepSignedIn, type Person, ROLES, type RoleName } from './people.ts';
import { seededRandom } from './seeded-random.ts';
import { addGroup, addGroupOfAll, call, ifMatch, personIn, startWorld, type World } from './world.ts';

let world: World;
let operations: readonly Operation[] = [];

before(async () => {
  world = await startWorld();
  operations = [...world.operations.values()];
});
after(() => world.api.close());

describe('the authorisation matrix', () => {
  it('knows how to make every object that stands in a path', () => {
    const named = new Set(operations.flatMap(pathParameters));
    const unknown = [...named].filter((name) => !(name in PATH_OBJECTS));
    assert.deepEqual(unknown, [], 'add them to path-objects.ts, so that it is checked who may reach them');
    const needless = Object.keys(PATH_OBJECTS).filter((name) => !named.has(name));
    assert.deepEqual(needless, [], 'no path has them any more');
  });

  it('has no rule or example for an operation that is gone, and every example is of the documented form', async () => {
    const named = [FINER_RULES, EXAMPLE_BODIES, EXAMPLE_QUERIES].flatMap(Object.keys);
    assert.deepEqual(
      named.filter((id) => !world.operations.has(id)),
      [],
    );
    for (const operation of operations) {
      const schema = jsonBody(operation);
      if (!schema) continue;
      const body = await exampleBody(operation, needsOf('primary', {}));
      assert.equal(schemaProblem(schema, body), undefined, `${operation.id}: ${JSON.stringify(body)}`);
    }
  });

  for (const role of ROLES) {
    it(`lets ${role} do what the document says, and nothing else`, async (context) => {
      const problems: string[] = [];
      for (const operation of operations) {
        const answer = await askAbout(world, operation, role, 'primary');
        const expected = expectedAccess(operation, role, false);
        const problem = accessProblem(operation, expected, answer.status) ?? answerProblems(operation, answer)[0];
        if (problem) problems.push(`${operation.id} as ${role}: ${problem} ${answer.text.slice(0, 200)}`);
      }
      assertNone(problems);
      context.diagnostic(`${operations.length} operations`);
    });
  }

  it('lets everybody with the documented right do to their own what is refused for what is another’s', async () => {
    const problems: string[] = [];
    for (const operation of operations.filter(({ id }) => id in FINER_RULES)) {
      for (const role of ROLES) {
        if (expectedAccess(operation, role, true) !== 'let in') continue;
        const answer = await askAbout(await addGroupOfAll(world), operation, role, role);
        const problem = accessProblem(operation, 'let in', answer.status);
        if (problem) problems.push(`${operation.id} as ${role}: ${problem} ${answer.text}`);
      }
    }
    assertNone(problems);
  });
});

describe('a HEAD request', () => {
  it('is refused whom the GET would be refused', async () => {
    const problems: string[] = [];
    for (const operation of operations.filter(({ method, access }) => method === 'GET' && access !== 'public')) {
      for (const role of ['nobody', 'stranger', 'ex-member', 'viewer', 'participant'] as const) {
        const head = await askAbout(world, { ...operation, method: 'HEAD' }, role, 'primary');
        const problem = accessProblem(operation, expectedAccess(operation, role, false), head.status);
        if (problem) problems.push(`HEAD ${operation.path} as ${role}: ${problem}`);
      }
    }
    assertNone(problems);
  });
});

describe('what belongs to another group', () => {
  for (const asker of ['primary', 'stranger'] as const) {
    it(`is not found under a group that ${asker} runs`, async () => {
      const other = await addGroup(world, asker);
      const problems: string[] = [];
      for (const operation of operations.filter(isOfObjectInGroup)) {
        const params = await pathObjects({ world, operation, owner: 'primary', asker: 'primary' });
        const answer = await send(world, operation, asker, { ...params, groupId: other.groupId });
        if (answer.status !== 404) problems.push(`${operation.id}: ${answer.status} ${answer.text.slice(0, 200)}`);
      }
      assertNone(problems);
    });
  }

  it('is refused where a body names it', async () => {
    const other = await addGroup(world, 'stranger');
    const problems: string[] = [];
    let count = 0;
    for (const operation of operations.filter((one) => one.body && one.path.startsWith('/v1/groups/{groupId}'))) {
      const params = await pathObjects({ world: other, operation, owner: 'stranger', asker: 'stranger' });
      const body = await exampleBody(operation, needsOf('primary', params));
      const text = JSON.stringify(body) ?? '';
      if (![...world.memberIdOf.values()].some((id) => text.includes(id))) continue;
      count += 1;
      const answer = await call(other, 'stranger', operation, { params, body });
      if (answer.status < 400) problems.push(`${operation.id}: ${answer.status} ${text.slice(0, 300)}`);
    }
    assertNone(problems);
    assert.ok(count > 0);
  });
});

const isOfObjectInGroup = (operation: Operation) =>
  operation.path.startsWith('/v1/groups/{groupId}') && pathParameters(operation).length > 1;

function needsOf(asker: RoleName, params: Readonly<Record<string, string>>) {
  return { world, asker, params, random: seededRandom(7) };
}

/** One request that would go well if it came from the right person: fresh objects, a good body, the newest version. */
async function askAbout(where: World, operation: Operation, asker: RoleName, owner: RoleName): Promise<Asked> {
  const people = new Map(where.people);
  if (isIdentity(operation)) people.set(asker, await withOwnSession(where, asker));
  const own = { ...where, people };
  return send(own, operation, asker, await pathObjects({ world: own, operation, owner, asker }));
}

async function send(where: World, operation: Operation, asker: RoleName, params: Record<string, string>) {
  const body = await exampleBody(operation, { ...needsOf(asker, params), world: where });
  const headers = await ifMatch(where, operation, params);
  return call(where, asker, operation, { params, body, headers, query: EXAMPLE_QUERIES[operation.id] ?? '' });
}

/** Some operations on identity end sessions: a guest's is gone then, so they are asked by another guest. */
async function withOwnSession(where: World, role: RoleName): Promise<Person> {
  if (role === 'guest-member') return guestPerson(where.api, role);
  await keepSignedIn(where.api, personIn(where, role));
  return personIn(where, role);
}

function assertNone(problems: readonly string[]): void {
  assert.ok(problems.length === 0, `\n${problems.join('\n')}`);
}
