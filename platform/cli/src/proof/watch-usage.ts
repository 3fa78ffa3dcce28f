import type { Clock, ReadUsage } from '@shared-payments/operations';
import type { UsageSample } from './usage-trend.ts';

const EVERY_MS = 5_000;
const SAMPLES_MAX = 10_000;

/** Looks at all processes every five seconds until the returned function is called, which gives what was seen. */
export function watchUsage(read: ReadUsage, clock: Clock): () => readonly UsageSample[] {
  const samples: UsageSample[] = [];
  const look = async () => {
    // An edge that is being replaced does not answer; the next look is soon.
    const processes = await read().catch(() => []);
    if (processes.length > 0 && samples.length < SAMPLES_MAX) samples.push({ atMs: clock.nowMs(), processes });
  };
  void look();
  const stop = clock.every(EVERY_MS, look);
  return () => {
    stop();
    return samples;
  };
}
