import { AppError } from '@shared-payments/domain';
import { runCommand } from '../command/run-command.ts';
import { remove } from '../command/writes.ts';
import { userPartition } from '../identity/identity-collections.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import { type PushSubscription, pushSubscriptions } from './push-subscription.ts';

/** Removes it whoever asks, unless it has been renewed since: the check who may is the caller's. Answers whether it was there. */
export async function removePushSubscription(
  services: Services,
  context: RequestContext,
  { id, userId, version }: Pick<PushSubscription, 'id' | 'userId' | 'version'>,
): Promise<boolean> {
  const partition = userPartition(userId);
  const request = { partition, verb: 'push/remove-push-subscription', input: { id } };
  return runCommand(services, context, request, async (reader) => {
    const current = await reader.get(pushSubscriptions, partition, id);
    if (current?.version !== version) return { writes: [], answer: false };
    return { writes: [remove(pushSubscriptions, current)], answer: true };
  });
}

/** The asker's own. Errors: `not_found`. */
export async function unsubscribeFromPush(services: Services, context: RequestContext, id: string): Promise<void> {
  const partition = userPartition(context.userId);
  const request = { partition, verb: 'push/unsubscribe-from-push', input: { id } };
  await runCommand(services, context, request, async (reader) => {
    const current = await reader.get(pushSubscriptions, partition, id);
    if (!current) throw new AppError('not_found', 'You have no such device.');
    return { writes: [remove(pushSubscriptions, current)], answer: null };
  });
}
