import {
  deliverWebhook,
  findActiveWebhooks,
  type Services,
  type Webhook,
  type WebhookRun,
  type WebhookSender,
} from '@shared-payments/usecases';
import type { Job } from '../job.ts';

const EVERY_MS = 2_000;
const WEBHOOKS_PER_PAGE = 500;
const IN_FLIGHT_MAX = 64;
/** Positions kept in memory; a webhook without one reads again from what it last delivered. */
const REMEMBERED_MAX = 10_000;

export interface WebhooksJob extends Job {
  /** Resolves when no delivery is under way; begins none. */
  close(): Promise<void>;
}

/**
 * Sets off the deliveries of every webhook and waits for none: a receiver that is slow holds up neither the others nor other
 * jobs. Runs that end between two turns are counted in the next.
 */
export function webhooksJob(services: Services, sender: WebhookSender): WebhooksJob {
  const inFlight = new Map<string, Promise<void>>();
  const readThrough = new Map<string, WebhookRun['readThrough']>();
  let done = { delivered: 0, failed: [] as string[] };
  let after = '';
  const start = (webhook: Webhook, requestId: string) => {
    const run = deliverWebhook(services, sender, webhook, requestId, readThrough.get(webhook.id))
      .then((result) => {
        if (!result) return;
        done.delivered += result.deliveredCount;
        if (readThrough.size >= REMEMBERED_MAX) readThrough.clear();
        readThrough.set(webhook.id, result.readThrough);
      })
      .catch((error: unknown) => void done.failed.push(`${webhook.groupId}/${webhook.id}: ${String(error)}`))
      .finally(() => inFlight.delete(webhook.id));
    inFlight.set(webhook.id, run);
  };
  return {
    name: 'webhooks',
    everyMs: EVERY_MS,
    async run(requestId) {
      const page = await findActiveWebhooks(services, WEBHOOKS_PER_PAGE, after);
      const begun = page.filter(({ id }) => !inFlight.has(id)).slice(0, IN_FLIGHT_MAX - inFlight.size);
      for (const webhook of begun) start(webhook, requestId);
      // The next turn goes on behind the last that was begun, and from the first again after the last of all.
      const isLast = page.length < WEBHOOKS_PER_PAGE && begun.at(-1)?.id === page.at(-1)?.id;
      after = isLast ? '' : (begun.at(-1)?.id ?? '');
      const { delivered, failed } = done;
      done = { delivered: 0, failed: [] };
      if (failed.length > 0) return { delivered, failed };
      return delivered > 0 ? { delivered } : undefined;
    },
    async close() {
      await Promise.all(inFlight.values());
    },
  };
}
