import { groupPartition, openGroup } from '../groups/rights.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import { WEBHOOKS_MAX, type Webhook, type WebhookProgress, webhookOf, webhooks } from './webhook.ts';

/** All of a group, without their secrets. Errors: `not_found`, `forbidden`. */
export async function listWebhooks(
  services: Services,
  context: RequestContext,
  groupId: string,
): Promise<readonly Webhook[]> {
  await openGroup(services.store, context, groupId, 'run');
  const range = { index: 'byId', limit: WEBHOOKS_MAX };
  const found = await services.store.list(webhooks, groupPartition(groupId), range);
  return found.map(({ document }) => document);
}

/** How far it is, and its latest attempts. Errors: `not_found`, `forbidden`. */
export async function listWebhookDeliveries(
  services: Services,
  context: RequestContext,
  groupId: string,
  webhookId: string,
): Promise<WebhookProgress> {
  await openGroup(services.store, context, groupId, 'run');
  return (await webhookOf(services.store, groupId, webhookId)).progress;
}
