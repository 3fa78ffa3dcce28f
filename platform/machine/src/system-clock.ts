import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '@shared-payments/operations';

/** The time of this machine. */
export const systemClock: Clock = {
  nowMs: () => Date.now(),
  sleep: (durationMs) => delay(durationMs),
  every: (intervalMs, work) => {
    let isBusy = false;
    const timer = setInterval(async () => {
      if (isBusy) return;
      isBusy = true;
      await work().finally(() => {
        isBusy = false;
      });
    }, intervalMs);
    // A heartbeat alone does not keep the command alive.
    timer.unref();
    return () => clearInterval(timer);
  },
};
