import { type MailChannelNeeds, mailChannels, type ReaderPositions } from '@shared-payments/usecases';
import { channelsRun } from '../delivery/run-channels.ts';
import type { Job } from '../job.ts';

const EVERY_MS = 5_000;

/** Mails what the log has for people. */
export function outboxJob({ positions, ...needs }: MailChannelNeeds & { readonly positions: ReaderPositions }): Job {
  return {
    name: 'outbox',
    everyMs: EVERY_MS,
    run: channelsRun({ services: needs.services, positions, channels: mailChannels(needs) }),
  };
}
