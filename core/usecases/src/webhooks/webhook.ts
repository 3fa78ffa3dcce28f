import { AppError } from '@shared-payments/domain';
import { groupPartition } from '../groups/rights.ts';
import type { Services } from '../ports/services.ts';
import type { Reader } from '../ports/store.ts';
import { defineCollection } from '../store/collection.ts';

/** An address of a group's own systems that hears of every change. The secret is computed, never stored. */
export interface Webhook {
  readonly id: string;
  readonly version: number;
  readonly groupId: string;
  readonly url: string;
  readonly state: 'active' | 'paused';
  /** Grows when the secret is changed. */
  readonly secretNumber: number;
  /** Epoch milliseconds; null: the secret is the first one. */
  readonly rotatedAt: number | null;
  readonly createdBy: string;
  readonly createdAt: number;
}

export interface WebhookAttempt {
  /** The commit it told of. */
  readonly seq: number;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly status: number | null;
  readonly problem: string | null;
}

/** How far a webhook is through its group's log. A document of its own: it changes with every delivery. */
export interface WebhookProgress {
  readonly id: string;
  readonly version: number;
  /** Everything up to and including this commit was taken. */
  readonly seq: number;
  /** Attempts in a row that failed, all for the same commit. */
  readonly failureCount: number;
  /** Not before this moment (epoch milliseconds); null: at once. */
  readonly nextAt: number | null;
  /** The newest first, `ATTEMPTS_KEPT` at most. */
  readonly recent: readonly WebhookAttempt[];
}

export const WEBHOOKS_MAX = 10;
export const ATTEMPTS_KEPT = 50;

export const webhooks = defineCollection<Webhook>('webhooks', {
  keys: (webhook) => [['byId', webhook.id]],
  globalKeys: ({ id, state }) => (state === 'active' ? [['active', id]] : []),
});

export const webhookProgress = defineCollection<WebhookProgress>('webhook-progress');

/** Errors: `not_found`. */
export async function webhookOf(
  reader: Pick<Reader, 'get'>,
  groupId: string,
  webhookId: string,
): Promise<{ readonly webhook: Webhook; readonly progress: WebhookProgress }> {
  const webhook = await reader.get(webhooks, groupPartition(groupId), webhookId);
  const progress = await reader.get(webhookProgress, groupPartition(groupId), webhookId);
  if (!webhook || !progress) throw new AppError('not_found', 'There is no such webhook in this group.');
  return { webhook, progress };
}

/** As Standard Webhooks writes it: `whsec_` and 32 bytes in base64. */
export function webhookSecret({ sign }: Pick<Services, 'sign'>, { groupId, id, secretNumber }: Webhook): string {
  const bytes = Buffer.from(sign(`webhook ${groupId} ${id} ${secretNumber}`), 'base64url');
  return `whsec_${bytes.toString('base64')}`;
}
