import { runCommand } from '../command/run-command.ts';
import { put } from '../command/writes.ts';
import { userPartition } from '../identity/identity-collections.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import { notificationPreferences, preferencesOf } from './preferences.ts';
import { openUnsubscribeLink, type UnsubscribeLink } from './unsubscribe-token.ts';

/**
 * Ends the mails that the link in one of them is about, and nothing else; whoever has the link may. Done twice it is done once.
 * Errors: `not_found`, as `openUnsubscribeLink`.
 */
export async function unsubscribe(
  services: Services,
  { requestId, idempotencyKey }: RequestContext,
  token: string,
): Promise<UnsubscribeLink> {
  const link = await openUnsubscribeLink(services, token);
  const { group, member, kind } = link;
  const partition = userPartition(member.userId);
  const context = { userId: member.userId, requestId, ...(idempotencyKey === undefined ? {} : { idempotencyKey }) };
  const request = { partition, verb: 'notifications/unsubscribe', input: { groupId: group.id, kind } };
  await runCommand(services, context, request, async (reader) => {
    const current = await preferencesOf(reader, member.userId, group.id);
    if (!current.preferences.some((one) => one.kind === kind && one.email)) return { writes: [], answer: null };
    const preferences = current.preferences.map((one) => (one.kind === kind ? { ...one, email: false } : one));
    const next = { id: group.id, version: current.version + 1, preferences };
    return { writes: [put(notificationPreferences, next)], answer: null };
  });
  return link;
}
