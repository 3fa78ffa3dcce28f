import { unsubscribeToken } from '@shared-payments/usecases';
import type { Operation } from './api-operations.ts';
import { pathParameters } from './api-operations.ts';
import { exampleBill, exampleRecurringBill } from './example-bills.ts';
import { invitationToken } from './example-bodies.ts';
import { meterMade, readingMade } from './example-meters.ts';
import { paymentMade } from './example-payments.ts';
import { examplePushSubscription } from './example-push.ts';
import { freshMonth, freshName, type RoleName } from './people.ts';
import { type Random, seededRandom } from './seeded-random.ts';
import { call, operationIn, personIn, succeed, type World } from './world.ts';

export interface PathNeeds {
  readonly world: World;
  readonly operation: Operation;
  /** Who made the object: what somebody may do to their own thing they may often not do to another's. */
  readonly owner: RoleName;
  /** Who will ask. */
  readonly asker: RoleName;
  /** The parameters before this one in the path. */
  readonly params: Readonly<Record<string, string>>;
  readonly random: Random;
}

type PathObject = (needs: PathNeeds) => string | Promise<string>;

/**
 * For each path parameter, how to come by a real object of that kind, made through the API. Whoever adds a route with a
 * new parameter adds it here: a test fails until then, because nobody checks who may reach what is not made here.
 */
export const PATH_OBJECTS: Readonly<Record<string, PathObject>> = {
  groupId: ({ world }) => world.groupId,
  memberId: async ({ world, owner, params }) => {
    if (owner !== world.runner) return world.memberIdOf.get(owner) ?? '';
    return made(world, owner, 'addMember', { params, body: { name: freshName('Place') } });
  },
  invitationId: ({ world, params }) => made(world, world.runner, 'createInvitation', { params, body: {} }),
  token: ({ world }) => invitationToken(world),
  billId: ({ world, params, random, operation }) => {
    const body = { ...exampleBill({ world, random }), isDraft: operation.id === 'approveBill' };
    return made(world, world.runner, 'createBill', { params, body });
  },
  disputeId: async ({ world, owner, params }) => {
    const input = { params, body: { reason: 'I was away' } };
    return (await succeed(world, owner, 'openDispute', input)).body.disputes.at(-1).id;
  },
  attachmentId: async ({ world, owner, params, random }) => {
    const billId = await made(world, world.runner, 'createBill', { params, body: exampleBill({ world, random }) });
    const input = { params: { ...params, billId }, query: '?fileName=a.pdf', body: '%PDF-1.4 and the rest' };
    return made(world, owner, 'addAttachment', input);
  },
  paymentId: paymentMade,
  seriesId: ({ world, params, random }) =>
    made(world, world.runner, 'createRecurringBill', { params, body: exampleRecurringBill({ world, random }) }),
  meterId: meterMade,
  readingId: readingMade,
  month: async ({ world, operation, params }) => {
    if (!operation.path.includes('/closings/') && operation.id !== 'printStatement') return '2026-11';
    const body = { month: freshMonth() };
    return (await succeed(world, world.runner, 'closeMonth', { params, body })).body.month;
  },
  webhookId: async ({ world, params }) => {
    // A group has few webhooks: each request gets a group's first one, made again where it was deleted.
    const { body } = await succeed(world, world.runner, 'listWebhooks', { params });
    const input = { params, body: { url: 'https://example.org/hook' } };
    return body.webhooks[0]?.id ?? made(world, world.runner, 'createWebhook', input);
  },
  unsubscribeToken: ({ world }) => {
    const member = { id: world.memberIdOf.get(world.runner) ?? '', userId: personIn(world, world.runner).userId };
    const link = { group: { id: world.groupId }, member, kind: 'payment-due' } as const;
    return unsubscribeToken(world.api.services, link, world.api.services.now());
  },
  feedToken: async ({ world }) => {
    const input = { params: { groupId: world.groupId } };
    const { body } = await succeed(world, world.runner, 'createCalendarFeed', input);
    return String(body.path).split('/').at(-1) ?? '';
  },
  subscriptionId: ({ world, asker }) =>
    asker === 'nobody' ? 'no-subscription' : made(world, asker, 'subscribeToPush', { body: examplePushSubscription() }),
  sessionId: async ({ world, asker }) => {
    const { body } = await call(world, asker, operationIn(world, 'listSessions'), {});
    return body.sessions?.[0]?.id ?? 'no-session';
  },
  // Making a passkey takes an authenticator, which no test machine has; the adapter's own tests cover the rest.
  passkeyId: () => 'no-such-passkey',
};

/** Fresh objects for every parameter in the path of `operation`. */
export async function pathObjects(
  needs: Omit<PathNeeds, 'params' | 'random'> & { readonly random?: Random },
): Promise<Record<string, string>> {
  const params: Record<string, string> = {};
  const random = needs.random ?? seededRandom(needs.operation.path.length);
  for (const name of pathParameters(needs.operation)) {
    const object = PATH_OBJECTS[name];
    if (!object) throw new Error(`path-objects.ts does not know how to make a ${name}.`);
    params[name] = await object({ ...needs, params, random });
  }
  return params;
}

async function made(world: World, owner: RoleName, operationId: string, input: Parameters<typeof call>[3]) {
  return String((await succeed(world, owner, operationId, input)).body.id);
}
