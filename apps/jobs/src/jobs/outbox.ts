import { type MailChannelNeeds, mailChannel, type ReaderPositions } from '@shared-payments/usecases';
import { channelRun } from '../delivery/run-channel.ts';
import type { Job } from '../job.ts';

const EVERY_MS = 5_000;

/** Mails what the log has for people. */
export function outboxJob({ positions, ...needs }: MailChannelNeeds & { readonly positions: ReaderPositions }): Job {
  return {
    name: 'outbox',
    everyMs: EVERY_MS,
    run: channelRun({ services: needs.services, positions, channel: mailChannel(needs) }),
  };
}
