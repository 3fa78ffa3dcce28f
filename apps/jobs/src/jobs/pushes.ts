import { type PushChannelNeeds, pushChannels, type ReaderPositions } from '@shared-payments/usecases';
import { channelsRun } from '../delivery/run-channels.ts';
import type { Job } from '../job.ts';

const EVERY_MS = 5_000;

/** Shows on devices what the log has for people. */
export function pushesJob({ positions, ...needs }: PushChannelNeeds & { readonly positions: ReaderPositions }): Job {
  return {
    name: 'pushes',
    everyMs: EVERY_MS,
    run: channelsRun({ services: needs.services, positions, channels: pushChannels(needs) }),
  };
}
