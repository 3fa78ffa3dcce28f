import type { ReaderPositions } from '../ports/lease.ts';
import type { Services } from '../ports/services.ts';
import type { Commit } from '../store/commit.ts';
import { commitPrefix, type Delivery, type OutboxChannel, readersOf } from './channel.ts';
import { isRefused, loadRefused } from './refused-deliveries.ts';
import { noteRefusal, retryRefused } from './retry-refused.ts';

export interface OutboxNeeds {
  readonly services: Services;
  readonly positions: ReaderPositions;
  readonly channel: OutboxChannel;
}

export interface OutboxRun {
  readonly sentCount: number;
  /** Deliveries that were refused and are tried again later. */
  readonly waitingCount: number;
  /** Deliveries that were given up in this run, by id; they are not tried again. */
  readonly givenUp: readonly string[];
  /** The channel takes nothing at the moment: everything after this waits for the next run. */
  readonly stoppedBy: unknown;
}

const PAGE_COMMITS = 200;
/** Nothing is begun later in a run. With what one delivery may take it stays below the scheduler's lease, so no other process sends meanwhile. */
export const OUTBOX_RUN_MAX_MS = 10_000;

/**
 * Reads the log from where it stopped and delivers what people should hear of. Each delivery that was taken is remembered before
 * the next: a crash repeats one at most, under the same id. A refused one is tried again later and holds up no other.
 */
export async function deliverOutbox(
  needs: OutboxNeeds,
  untilMs = needs.services.now() + OUTBOX_RUN_MAX_MS,
): Promise<OutboxRun> {
  const before = await loadRefused(needs);
  const fresh = await deliverFresh(needs, untilMs);
  const again =
    fresh.stoppedBy === undefined ? await retryRefused(needs, untilMs) : { sentCount: 0, stoppedBy: fresh.stoppedBy };
  const { waiting, givenUp, givenUpCount } = await loadRefused(needs);
  return {
    sentCount: fresh.sentCount + again.sentCount,
    waitingCount: waiting.length,
    givenUp: givenUp.slice(0, givenUpCount - before.givenUpCount),
    stoppedBy: again.stoppedBy,
  };
}

async function deliverFresh(needs: OutboxNeeds, untilMs: number): Promise<Pick<OutboxRun, 'sentCount' | 'stoppedBy'>> {
  const { positions, services, channel } = needs;
  const { log } = readersOf(channel);
  let position = await beginning(needs);
  let sentCount = 0;
  for (;;) {
    const page = await services.store.readLog(position, PAGE_COMMITS);
    let saved = position;
    for (const { position: here, commit } of page) {
      const sent = await sendOf(needs, commit, untilMs);
      sentCount += sent.count;
      if (!sent.isWhole) {
        if (saved !== position) await positions.save(log, position);
        return { sentCount, stoppedBy: sent.stoppedBy };
      }
      position = here;
      if (sent.isNoted) {
        await positions.save(log, position);
        saved = position;
      }
    }
    if (saved !== position) await positions.save(log, position);
    if (page.length < PAGE_COMMITS || services.now() >= untilMs) return { sentCount, stoppedBy: undefined };
  }
}

async function beginning({ positions, channel }: OutboxNeeds): Promise<string> {
  const position = await positions.load(readersOf(channel).log);
  if (position !== '' || channel.beginsAt === undefined) return position;
  const begins = await positions.load(channel.beginsAt);
  // Kept at once: the other reader goes on while this one may wait.
  if (begins !== '') await positions.save(readersOf(channel).log, begins);
  return begins;
}

interface Sent {
  readonly count: number;
  readonly isWhole: boolean;
  /** Something was handed on or refused: it must not come again after a crash. */
  readonly isNoted: boolean;
  readonly stoppedBy: unknown;
}

async function sendOf(needs: OutboxNeeds, commit: Commit, untilMs: number): Promise<Sent> {
  const { services, channel } = needs;
  if ((channel.tellableAt?.(commit) ?? 0) > services.now())
    return { count: 0, isNoted: false, isWhole: false, stoppedBy: undefined };
  return sendRest(needs, commit, await channel.deliveriesOf(commit), untilMs);
}

/** Hands on what of one commit comes after the last that was dealt with, until `untilMs`. */
async function sendRest(
  needs: OutboxNeeds,
  commit: Commit,
  deliveries: readonly Delivery[],
  untilMs: number,
): Promise<Sent> {
  const { positions, services, channel } = needs;
  const { last: reader } = readersOf(channel);
  let count = 0;
  let isNoted = false;
  const rest = deliveries.length === 0 ? [] : restOf(deliveries, commit, await positions.load(reader));
  for (const delivery of rest) {
    if (services.now() >= untilMs) return { count, isNoted, isWhole: false, stoppedBy: undefined };
    try {
      const outcome = await sendOrNote(needs, commit, delivery);
      // What nobody wants has no effect to remember: asking again is harmless, and most of the log is that.
      if (outcome === 'unwanted') continue;
      if (outcome === 'sent') count += 1;
    } catch (stoppedBy) {
      return { count, isNoted, isWhole: false, stoppedBy };
    }
    await positions.save(reader, delivery.id);
    isNoted = true;
  }
  return { count, isNoted, isWhole: true, stoppedBy: undefined };
}

/** By their ids in order: whoever joins, leaves or changes their mind between two runs moves nobody else's place. */
function restOf(deliveries: readonly Delivery[], commit: Commit, last: string): readonly Delivery[] {
  const inOrder = deliveries.toSorted((one, other) => (one.id < other.id ? -1 : one.id > other.id ? 1 : 0));
  return last.startsWith(commitPrefix(commit)) ? inOrder.filter(({ id }) => id > last) : inOrder;
}

/** Errors: the channel's, when it takes nothing at the moment. */
async function sendOrNote(
  needs: OutboxNeeds,
  commit: Commit,
  delivery: Delivery,
): Promise<'sent' | 'unwanted' | 'refused'> {
  try {
    return (await delivery.deliver()) ? 'sent' : 'unwanted';
  } catch (error) {
    if (!isRefused(error)) throw error;
    await noteRefusal(needs, delivery.id, commit, error);
    return 'refused';
  }
}
