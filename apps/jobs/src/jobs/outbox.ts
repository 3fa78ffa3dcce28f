import {
  deliverOutbox,
  type MailChannelNeeds,
  mailChannel,
  type OutboxNeeds,
  type PushChannelNeeds,
  pushChannel,
  type ReaderPositions,
} from '@shared-payments/usecases';
import type { Job } from '../job.ts';

const EVERY_MS = 5_000;

interface WithPositions {
  readonly positions: ReaderPositions;
}

/** Mails what the log has for people. While the mail server takes nothing, all waits in order for the next run. */
export function outboxJob({ positions, ...needs }: MailChannelNeeds & WithPositions): Job {
  return channelJob({ services: needs.services, positions, channel: mailChannel(needs) });
}

/** The same on devices. */
export function pushesJob({ positions, ...needs }: PushChannelNeeds & WithPositions): Job {
  return channelJob({ services: needs.services, positions, channel: pushChannel(needs) });
}

function channelJob(needs: OutboxNeeds): Job {
  let toldCount = 0;
  return {
    name: needs.channel.name,
    everyMs: EVERY_MS,
    async run() {
      const { sentCount, waitingCount, givenUp, stoppedBy } = await deliverOutbox(needs);
      if (stoppedBy !== undefined) throw stoppedBy;
      const isNews = waitingCount !== toldCount || givenUp.length > 0;
      toldCount = waitingCount;
      if (isNews) return { sentCount, waitingCount, givenUp };
      return sentCount > 0 ? { sentCount } : undefined;
    },
  };
}
