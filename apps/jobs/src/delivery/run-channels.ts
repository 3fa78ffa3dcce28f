import {
  deliverOutbox,
  OUTBOX_RUN_MAX_MS,
  type OutboxChannel,
  type OutboxNeeds,
  type OutboxRun,
} from '@shared-payments/usecases';
import type { Job } from '../job.ts';

interface ChannelsNeeds extends Omit<OutboxNeeds, 'channel'> {
  readonly channels: readonly OutboxChannel[];
}

/** A run of each channel; while one takes nothing, its log waits in order for the next run. Tells what changed since the last. */
export function channelsRun({ channels, ...needs }: ChannelsNeeds): Job['run'] {
  let toldCount = 0;
  return async () => {
    const untilMs = needs.services.now() + OUTBOX_RUN_MAX_MS;
    const runs: OutboxRun[] = [];
    for (const channel of channels) runs.push(await deliverOutbox({ ...needs, channel }, untilMs));
    const stopped = runs.find(({ stoppedBy }) => stoppedBy !== undefined);
    if (stopped) throw stopped.stoppedBy;
    const sentCount = sumOf(runs, 'sentCount');
    const waitingCount = sumOf(runs, 'waitingCount');
    const givenUp = runs.flatMap((run) => run.givenUp);
    const isNews = waitingCount !== toldCount || givenUp.length > 0;
    toldCount = waitingCount;
    if (isNews) return { sentCount, waitingCount, givenUp };
    return sentCount > 0 ? { sentCount } : undefined;
  };
}

function sumOf(runs: readonly OutboxRun[], name: 'sentCount' | 'waitingCount'): number {
  return runs.reduce((sum, run) => sum + run[name], 0);
}
