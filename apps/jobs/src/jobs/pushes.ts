import { type PushChannelNeeds, pushChannel, type ReaderPositions } from '@shared-payments/usecases';
import { channelRun } from '../delivery/run-channel.ts';
import type { Job } from '../job.ts';

const EVERY_MS = 5_000;

/** Shows on devices what the log has for people. */
export function pushesJob({ positions, ...needs }: PushChannelNeeds & { readonly positions: ReaderPositions }): Job {
  return {
    name: 'pushes',
    everyMs: EVERY_MS,
    run: channelRun({ services: needs.services, positions, channel: pushChannel(needs) }),
  };
}
