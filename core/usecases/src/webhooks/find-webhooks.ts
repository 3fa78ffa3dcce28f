import type { Services } from '../ports/services.ts';
import { type Webhook, webhooks } from './webhook.ts';

/** At most `limit` active webhooks of all groups, behind the id `after`. */
export async function findActiveWebhooks(services: Services, limit: number, after = ''): Promise<readonly Webhook[]> {
  const found = await services.store.find(webhooks, { index: 'active', after, limit });
  return found.map(({ document }) => document);
}
