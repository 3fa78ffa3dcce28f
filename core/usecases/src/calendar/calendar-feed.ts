import { hash, timingSafeEqual } from 'node:crypto';
import { AppError } from '@shared-payments/domain';
import { runCommand } from '../command/run-command.ts';
import { put, remove } from '../command/writes.ts';
import { openGroup } from '../groups/rights.ts';
import { userPartition } from '../identity/identity-collections.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import { defineCollection } from '../store/collection.ts';

/** A secret address under which a member's due dates of one group are read without a session. One at a time. */
export interface CalendarFeed {
  /** The group's. */
  readonly id: string;
  readonly version: number;
  readonly userId: string;
  /** SHA-256 of the secret, base64url: the secret itself is told once and never stored. */
  readonly digest: string;
  /** New with every address. */
  readonly addressId: string;
  readonly createdAt: number;
}

export interface CalendarFeedWithToken extends CalendarFeed {
  readonly token: string;
}

export const calendarFeeds = defineCollection<CalendarFeed>('calendar-feeds', {
  globalKeys: ({ digest }) => [['byDigest', digest]],
});

/** The asker's own, or undefined. Errors: `not_found` for the group. */
export async function getCalendarFeed(
  services: Services,
  context: RequestContext,
  groupId: string,
): Promise<CalendarFeed | undefined> {
  await openGroup(services.store, context, groupId, 'see');
  return services.store.get(calendarFeeds, userPartition(context.userId), groupId);
}

/** A new address; the one before it ends. Errors: `not_found`. */
export async function createCalendarFeed(
  services: Services,
  context: RequestContext,
  groupId: string,
): Promise<CalendarFeedWithToken> {
  await openGroup(services.store, context, groupId, 'see');
  const { userId } = context;
  const partition = userPartition(userId);
  const request = { partition, verb: 'calendar/create-calendar-feed', input: { groupId } };
  const feed = await runCommand(services, context, request, async (reader, at) => {
    const before = await reader.get(calendarFeeds, partition, groupId);
    const version = (before?.version ?? 0) + 1;
    const address = { id: groupId, userId, addressId: services.newId() };
    const digest = digestOf(feedToken(services, address));
    const next: CalendarFeed = { ...address, version, digest, createdAt: at };
    return { writes: [put(calendarFeeds, next)], answer: next };
  });
  return { ...feed, token: feedToken(services, feed) };
}

/** The address ends, where there is one. Errors: `not_found` for the group. */
export async function revokeCalendarFeed(services: Services, context: RequestContext, groupId: string): Promise<void> {
  const partition = userPartition(context.userId);
  await openGroup(services.store, context, groupId, 'see');
  const request = { partition, verb: 'calendar/revoke-calendar-feed', input: { groupId } };
  await runCommand(services, context, request, async (reader) => {
    const feed = await reader.get(calendarFeeds, partition, groupId);
    return { writes: feed ? [remove(calendarFeeds, feed)] : [], answer: null };
  });
}

/** Whose feed an address is. Errors: `not_found` for one that was never given or was taken back. */
export async function openCalendarFeed({ store }: Pick<Services, 'store'>, token: string): Promise<CalendarFeed> {
  const digest = digestOf(token);
  const [found] = await store.find(calendarFeeds, { index: 'byDigest', prefix: digest, limit: 1 });
  const isSame = found && timingSafeEqual(Buffer.from(found.document.digest), Buffer.from(digest));
  if (isSame) return found.document;
  throw new AppError('not_found', 'This calendar address is not valid any more: make a new one in the group.');
}

/** Computed, so that a repeated request is answered alike without the secret in the log. */
function feedToken(
  { sign }: Pick<Services, 'sign'>,
  { userId, id, addressId }: Pick<CalendarFeed, 'userId' | 'id' | 'addressId'>,
): string {
  return sign(`calendar-feed ${userId} ${id} ${addressId}`);
}

function digestOf(token: string): string {
  return hash('sha256', token, 'base64url');
}
