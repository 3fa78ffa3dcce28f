import { runCommand } from '../command/run-command.ts';
import { remove } from '../command/writes.ts';
import { groupPartition, openGroup } from '../groups/rights.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import { webhookOf, webhookProgress, webhooks } from './webhook.ts';

/** Errors: `not_found`, `forbidden`. */
export async function deleteWebhook(
  services: Services,
  context: RequestContext,
  groupId: string,
  webhookId: string,
): Promise<void> {
  const request = { partition: groupPartition(groupId), verb: 'webhooks/delete-webhook', input: { webhookId } };
  await runCommand(services, context, request, async (reader) => {
    await openGroup(reader, context, groupId, 'run');
    const { webhook, progress } = await webhookOf(reader, groupId, webhookId);
    return { writes: [remove(webhooks, webhook), remove(webhookProgress, progress)], answer: null };
  });
}
