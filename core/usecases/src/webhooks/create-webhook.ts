import { AppError } from '@shared-payments/domain';
import { runCommand } from '../command/run-command.ts';
import { put } from '../command/writes.ts';
import { groupPartition, openGroup } from '../groups/rights.ts';
import type { RequestContext, Services } from '../ports/services.ts';
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

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** It hears of what happens from now on. Errors: `not_found`, `forbidden`, `invalid_input` for the address, `state_not_allowed` when there are too many. */
export async function createWebhook(
  services: Services,
  context: RequestContext,
  groupId: string,
  input: { readonly url: string },
): Promise<WebhookWithSecret> {
  const partition = groupPartition(groupId);
  const url = checkedUrl(input.url, services.allowsLoopbackWebhooks === true);
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

/** What an address resolves to is checked when it is called: here is only what its text says. */
function checkedUrl(text: string, allowsLoopback: boolean): string {
  const url = URL.parse(text);
  const isLoopback = url !== null && LOOPBACK.has(url.hostname);
  if (url?.username !== '' || url.password !== '' || url.hash !== '' || (isLoopback && !allowsLoopback))
    throw new AppError('invalid_input', 'A webhook goes to a public https address, without a user name or a fragment.');
  if (url.protocol !== 'https:' && !(isLoopback && url.protocol === 'http:'))
    throw new AppError('invalid_input', 'A webhook goes to an https address.', { protocol: url.protocol.slice(0, 20) });
  return url.href;
}
