import { runCommand } from '../command/run-command.ts';
import { put } from '../command/writes.ts';
import { groupPartition } from '../groups/rights.ts';
import type { Services } from '../ports/services.ts';
import type { WebhookSender } from '../ports/webhook-sender.ts';
import type { Commit } from '../store/commit.ts';
import {
  ATTEMPTS_KEPT,
  type Webhook,
  type WebhookAttempt,
  type WebhookProgress,
  webhookProgress,
  webhooks,
} from './webhook.ts';
import { webhookBody, webhookRequest } from './webhook-event.ts';

export const WEBHOOKS_JOB = 'job:webhooks';
export const PAUSING = 'webhooks/pause-webhook';
/** Attempts for one commit, over a little more than two days; then the webhook is paused. */
export const DELIVERY_ATTEMPTS_MAX = 12;
const DELIVERIES_PER_RUN_MAX = 20;
const COMMITS_PER_RUN_MAX = 200;
const FIRST_DELAY_MS = 5_000;
const DELAY_MAX_MS = 12 * 3_600_000;
const DELAY_FACTOR = 4;
/** The receiver says that it will never take anything again. */
const GONE = 410;

/** The wait after this many failures in a row: 5 s, 20 s, 80 s, 5 min and on up to 12 h. */
export function deliveryDelayMs(failureCount: number): number {
  return Math.min(DELAY_MAX_MS, FIRST_DELAY_MS * DELAY_FACTOR ** Math.max(0, failureCount - 1));
}

export interface WebhookRun {
  readonly deliveredCount: number;
  /** Commits up to here were looked through, for this version of the progress: the next run begins behind them. */
  readonly readThrough: { readonly progressVersion: number; readonly seq: number };
}

/**
 * Sends a webhook what its group's log has for it, in order, from where it stopped. What was taken is noted when the run
 * ends: a crash before repeats this run's deliveries, under the same ids. Undefined: paused, deleted, or to be waited for.
 */
export async function deliverWebhook(
  services: Services,
  sender: WebhookSender,
  { id, groupId }: Pick<Webhook, 'id' | 'groupId'>,
  requestId: string,
  earlier?: WebhookRun['readThrough'],
): Promise<WebhookRun | undefined> {
  const partition = groupPartition(groupId);
  const webhook = await services.store.get(webhooks, partition, id);
  const progress = await services.store.get(webhookProgress, partition, id);
  if (!webhook || !progress || webhook.state === 'paused') return undefined;
  if (progress.nextAt !== null && progress.nextAt > services.now()) return undefined;
  const after = earlier?.progressVersion === progress.version ? Math.max(earlier.seq, progress.seq) : progress.seq;
  const commits = await services.store.readPartition(partition, { after, limit: COMMITS_PER_RUN_MAX });
  const sent = await sendAll(services, sender, webhook, commits, after);
  const { attempts, seq } = sent;
  if (attempts.length > 0) await noteAttempts(services, webhook, progress, sent, requestId);
  const deliveredCount = attempts.filter(isTaken).length;
  return { deliveredCount, readThrough: { progressVersion: progress.version, seq } };
}

interface Attempts {
  readonly attempts: readonly WebhookAttempt[];
  /** The last commit that was taken, or had nothing to tell. */
  readonly seq: number;
  /** How long the receiver asked to be left alone; 0 when it did not ask. */
  readonly askedMs: number;
}

async function sendAll(
  services: Services,
  sender: WebhookSender,
  webhook: Webhook,
  commits: readonly Commit[],
  after: number,
): Promise<Attempts> {
  const attempts: WebhookAttempt[] = [];
  let seq = after;
  let askedMs = 0;
  for (const commit of commits) {
    const body = webhookBody(commit, webhook);
    if (body !== undefined) {
      if (attempts.length >= DELIVERIES_PER_RUN_MAX) break;
      const { retryAfterMs = 0, ...answer } = await sender.send(webhookRequest(services, webhook, commit, body));
      const attempt = { seq: commit.seq, at: services.now(), ...answer };
      askedMs = retryAfterMs;
      attempts.push(attempt);
      if (!isTaken(attempt)) break;
    }
    seq = commit.seq;
  }
  return { attempts, seq, askedMs };
}

function isTaken({ status }: WebhookAttempt): boolean {
  return status !== null && status >= 200 && status < 300;
}

/** Nothing is noted when somebody asked for a replay, changed or deleted the webhook meanwhile: they come first. */
async function noteAttempts(
  services: Services,
  sent: Webhook,
  seen: WebhookProgress,
  { attempts, seq, askedMs }: Attempts,
  requestId: string,
): Promise<void> {
  const last = attempts.at(-1);
  const isFailed = last !== undefined && !isTaken(last);
  const failureCount = isFailed ? (attempts.length === 1 ? seen.failureCount + 1 : 1) : 0;
  const isOver = isFailed && (failureCount >= DELIVERY_ATTEMPTS_MAX || last.status === GONE);
  const partition = groupPartition(sent.groupId);
  const request = { partition, verb: isOver ? PAUSING : 'webhooks/note-deliveries', input: null };
  await runCommand(services, { userId: WEBHOOKS_JOB, requestId }, request, async (reader, at) => {
    const webhook = await reader.get(webhooks, partition, sent.id);
    const progress = await reader.get(webhookProgress, partition, sent.id);
    if (!webhook || progress?.version !== seen.version) return { writes: [], answer: null };
    const next: WebhookProgress = {
      ...progress,
      version: progress.version + 1,
      seq,
      failureCount,
      nextAt: isFailed ? at + Math.min(DELAY_MAX_MS, Math.max(deliveryDelayMs(failureCount), askedMs)) : null,
      recent: [...attempts.toReversed(), ...progress.recent].slice(0, ATTEMPTS_KEPT),
    };
    const paused: Webhook = { ...webhook, state: 'paused', version: webhook.version + 1 };
    return { writes: [put(webhookProgress, next), ...(isOver ? [put(webhooks, paused)] : [])], answer: null };
  });
}
