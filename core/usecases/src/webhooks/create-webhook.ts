import { AppError } from '@shared-payments/domain';
import { runCommand } from '../command/run-command.ts';
import { put } from '../command/writes.ts';
import { groupPartition, openGroup } from '../groups/rights.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import { receiverUrl } from './receiver-url.ts';
import {
  WEBHOOKS_MAX,
  type Webhook,
  type WebhookProgress,
  webhookProgress,
  webhookSecret,
  webhooks,
} from './webhook.ts';

export interface WebhookWithSecret extends Webhook {
  readonly secret: string;
}

/** It hears of what happens from now on. Errors: `not_found`, `forbidden`, `invalid_input` for the address, `state_not_allowed` when there are too many. */
export async function createWebhook(
  services: Services,
  context: RequestContext,
  groupId: string,
  input: { readonly url: string },
): Promise<WebhookWithSecret> {
  const partition = groupPartition(groupId);
  const url = receiverUrl(services, input.url);
  const seq = await services.store.head(partition);
  const request = { partition, verb: 'webhooks/create-webhook', input };
  const webhook = await runCommand(services, context, request, async (reader, at) => {
    const { member } = await openGroup(reader, context, groupId, 'run');
    const others = await reader.list(webhooks, partition, { index: 'byId', limit: WEBHOOKS_MAX });
    if (others.length >= WEBHOOKS_MAX)
      throw new AppError('state_not_allowed', `A group has at most ${WEBHOOKS_MAX} webhooks: delete one first.`);
    const id = services.newId();
    const created: Webhook = {
      id,
      version: 1,
      groupId,
      url,
      state: 'active',
      secretNumber: 1,
      rotatedAt: null,
      createdBy: member.id,
      createdAt: at,
    };
    const progress: WebhookProgress = { id, version: 1, seq, failureCount: 0, nextAt: null, recent: [] };
    return { writes: [put(webhooks, created), put(webhookProgress, progress)], answer: created };
  });
  return { ...webhook, secret: webhookSecret(services, webhook) };
}
