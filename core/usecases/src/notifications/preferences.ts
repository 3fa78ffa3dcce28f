import {
  AppError,
  IS_MAILED_UNLESS_SAID,
  NOTICE_KINDS,
  type NoticeChannel,
  type NoticeKind,
} from '@shared-payments/domain';
import { runCommand } from '../command/run-command.ts';
import { put, requireVersion } from '../command/writes.ts';
import { openGroup } from '../groups/rights.ts';
import { userPartition } from '../identity/identity-collections.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import type { Reader } from '../ports/store.ts';
import { defineCollection } from '../store/collection.ts';

export interface NoticePreference {
  readonly kind: NoticeKind;
  readonly email: boolean;
  readonly push: boolean;
}

/** What a member wants to hear of one group, and how. Every kind is in it once. */
export interface NotificationPreferences {
  /** The group's. */
  readonly id: string;
  readonly version: number;
  readonly preferences: readonly NoticePreference[];
}

/** Kept with the user, of the group's id: what somebody mutes is no business of the group, its webhooks or its bundle. */
export const notificationPreferences = defineCollection<NotificationPreferences>('notification-preferences');

/** What was set, and for everything else what holds before anybody set it (version 0). */
export async function preferencesOf(
  reader: Pick<Reader, 'get'>,
  userId: string,
  groupId: string,
): Promise<NotificationPreferences> {
  const stored = await reader.get(notificationPreferences, userPartition(userId), groupId);
  return { id: groupId, version: stored?.version ?? 0, preferences: everyKind(stored?.preferences ?? []) };
}

export function isWanted(
  { preferences }: Pick<NotificationPreferences, 'preferences'>,
  kind: NoticeKind,
  channel: NoticeChannel,
): boolean {
  return preferences.some((one) => one.kind === kind && one[channel]);
}

/** The asker's own. Errors: `not_found`. */
export async function getNotificationPreferences(
  services: Services,
  context: RequestContext,
  groupId: string,
): Promise<NotificationPreferences> {
  await openGroup(services.store, context, groupId, 'see');
  return preferencesOf(services.store, context.userId, groupId);
}

/**
 * Sets the asker's own; a kind that is left out is as if it had never been set.
 * Errors: `not_found`, `invalid_input` for a kind named twice, `precondition_required` and `conflict` once some were set.
 */
export async function setNotificationPreferences(
  services: Services,
  context: RequestContext,
  groupId: string,
  input: readonly NoticePreference[],
): Promise<NotificationPreferences> {
  await openGroup(services.store, context, groupId, 'see');
  if (new Set(input.map(({ kind }) => kind)).size < input.length)
    throw new AppError('invalid_input', 'Name each kind of notice once.');
  const partition = userPartition(context.userId);
  const request = { partition, verb: 'notifications/set-notification-preferences', input: { groupId, input } };
  return runCommand(services, context, request, async (reader) => {
    const current = await preferencesOf(reader, context.userId, groupId);
    if (current.version > 0) requireVersion(context, current);
    const next = { id: groupId, version: current.version + 1, preferences: everyKind(input) };
    return { writes: [put(notificationPreferences, next)], answer: next };
  });
}

function everyKind(said: readonly NoticePreference[]): readonly NoticePreference[] {
  return NOTICE_KINDS.map((kind) => {
    const { email = IS_MAILED_UNLESS_SAID[kind], push = true } = said.find((one) => one.kind === kind) ?? {};
    return { kind, email, push };
  });
}
