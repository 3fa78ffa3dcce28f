import type { RequestContext, Services } from '../ports/services.ts';
import { type PushSubscription, pushSubscriptionsOf } from './push-subscription.ts';

/** The asker's own devices, the one that asked for pushes last first. */
export async function listPushSubscriptions(
  services: Services,
  context: RequestContext,
): Promise<readonly PushSubscription[]> {
  const found = await pushSubscriptionsOf(services.store, context.userId);
  return found.toSorted((one, other) => other.createdAt - one.createdAt);
}
