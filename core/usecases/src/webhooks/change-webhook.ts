import { runCommand } from '../command/run-command.ts';
import { put } from '../command/writes.ts';
import { groupPartition, openGroup } from '../groups/rights.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import type { WebhookWithSecret } from './create-webhook.ts';
import { type Webhook, webhookOf, webhookProgress, webhookSecret, webhooks } from './webhook.ts';

export const PINGING = 'webhooks/ping-webhook';

/** Gives it a new secret; for a day, deliveries are signed with the old one too. Errors: `not_found`, `forbidden`. */
export async function rotateWebhookSecret(
  services: Services,
  context: RequestContext,
  groupId: string,
  webhookId: string,
): Promise<WebhookWithSecret> {
  const change = (webhook: Webhook, at: number) => ({ secretNumber: webhook.secretNumber + 1, rotatedAt: at });
  const webhook = await changed(
    services,
    context,
    { groupId, webhookId, verb: 'webhooks/rotate-webhook-secret' },
    change,
  );
  return { ...webhook, secret: webhookSecret(services, webhook) };
}

/** Sends it a `ping` after what waits before it: the commit is the event. Errors: `not_found`, `forbidden`. */
export async function pingWebhook(
  services: Services,
  context: RequestContext,
  groupId: string,
  webhookId: string,
): Promise<Webhook> {
  return changed(services, context, { groupId, webhookId, verb: PINGING }, () => ({}));
}

/** Sends it nothing until it is replayed; what happens meanwhile waits for it in the log. Errors: `not_found`, `forbidden`. */
export async function pauseWebhook(
  services: Services,
  context: RequestContext,
  groupId: string,
  webhookId: string,
): Promise<Webhook> {
  // Not the verb of a delivery that gave up: nobody is told of what they did themselves.
  const command = { groupId, webhookId, verb: 'webhooks/stop-webhook' };
  return changed(services, context, command, () => ({ state: 'paused' }));
}

/**
 * Sends everything from the commit `fromSeq` on again, under the same ids, and starts a paused webhook; without `fromSeq` it
 * goes on where it stopped. Errors: `not_found`, `forbidden`.
 */
export async function replayWebhook(
  services: Services,
  context: RequestContext,
  groupId: string,
  webhookId: string,
  input: { readonly fromSeq?: number },
): Promise<Webhook> {
  const partition = groupPartition(groupId);
  const request = { partition, verb: 'webhooks/replay-webhook', input: { webhookId, input } };
  return runCommand(services, context, request, async (reader) => {
    await openGroup(reader, context, groupId, 'run');
    const { webhook, progress } = await webhookOf(reader, groupId, webhookId);
    const seq = input.fromSeq === undefined ? progress.seq : Math.min(progress.seq, input.fromSeq - 1);
    const active: Webhook = { ...webhook, state: 'active', version: webhook.version + 1 };
    const restarted = { ...progress, version: progress.version + 1, seq, failureCount: 0, nextAt: null };
    return { writes: [put(webhooks, active), put(webhookProgress, restarted)], answer: active };
  });
}

async function changed(
  services: Services,
  context: RequestContext,
  { groupId, webhookId, verb }: { readonly groupId: string; readonly webhookId: string; readonly verb: string },
  change: (webhook: Webhook, at: number) => Partial<Webhook>,
): Promise<Webhook> {
  const request = { partition: groupPartition(groupId), verb, input: { webhookId } };
  return runCommand(services, context, request, async (reader, at) => {
    await openGroup(reader, context, groupId, 'run');
    const { webhook } = await webhookOf(reader, groupId, webhookId);
    const next: Webhook = { ...webhook, ...change(webhook, at), version: webhook.version + 1 };
    return { writes: [put(webhooks, next)], answer: next };
  });
}
