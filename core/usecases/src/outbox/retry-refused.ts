import type { Partition } from '../ports/store.ts';
import type { Delivery } from './channel.ts';
import type { OutboxNeeds } from './deliver-outbox.ts';
import {
  askedDelayMs,
  isRefused,
  loadRefused,
  REFUSED_WAITING_MAX,
  type RefusedDelivery,
  saveRefused,
  withGivenUp,
  without,
  withRefusal,
} from './refused-deliveries.ts';

const RETRIES_PER_RUN_MAX = 50;

export interface RetryRun {
  readonly sentCount: number;
  readonly stoppedBy: unknown;
}

/** Tries what was refused and has waited long enough, until `untilMs`, each remembered before the next. */
export async function retryRefused(needs: OutboxNeeds, untilMs: number): Promise<RetryRun> {
  const { services } = needs;
  let refused = await loadRefused(needs);
  const due = refused.waiting.filter(({ nextAt }) => nextAt <= services.now()).slice(0, RETRIES_PER_RUN_MAX);
  let sentCount = 0;
  for (const waiting of due) {
    if (services.now() >= untilMs) break;
    const delivery = await deliveryAgain(needs, waiting);
    try {
      if (await delivery?.deliver()) sentCount += 1;
      refused = without(refused, waiting.mailId);
    } catch (error) {
      if (!isRefused(error)) return { sentCount, stoppedBy: error };
      refused = withRefusal(refused, waiting.mailId, waiting, services.now(), askedDelayMs(error));
    }
    await saveRefused(needs, refused);
  }
  return { sentCount, stoppedBy: undefined };
}

/** Undefined: whoever it was for left the group. */
async function deliveryAgain(
  { services, channel }: OutboxNeeds,
  { partition, seq, mailId }: RefusedDelivery,
): Promise<Delivery | undefined> {
  const [commit] = await services.store.readPartition(partition as Partition, { after: seq - 1, limit: 1 });
  if (commit?.seq !== seq) return undefined;
  return (await channel.deliveriesOf(commit)).find(({ id }) => id === mailId);
}

/** Notes that something was refused the first time. Errors: `refusal` itself, when too many wait and the channel's log waits for it. */
export async function noteRefusal(
  needs: OutboxNeeds,
  id: string,
  commit: Pick<RefusedDelivery, 'partition' | 'seq'>,
  refusal: unknown,
): Promise<void> {
  const refused = await loadRefused(needs);
  const isFull = refused.waiting.length >= REFUSED_WAITING_MAX;
  if (isFull && needs.channel.whenTooManyWait === 'log-waits') throw refusal;
  const noted = isFull
    ? withGivenUp(refused, id)
    : withRefusal(refused, id, commit, needs.services.now(), askedDelayMs(refusal));
  await saveRefused(needs, noted);
}
