import { OperationsError } from '@shared-payments/operations';
import type { Desk } from '../command-line/command.ts';
import { type SwitchFigures, switchFigures } from './figures.ts';
import type { LoadFigures } from './load.ts';
import { startLoadProcess } from './load-process.ts';
import { refuseUnswitchable } from './refuse-unswitchable.ts';
import { type Pace, type Switched, switchBackAndForth } from './switch-back-and-forth.ts';
import { type UsageTrend, usageTrends } from './usage-trend.ts';
import { watchUsage } from './watch-usage.ts';

export interface Wanted {
  readonly pace: Pace;
  readonly requestsPerSecond: number;
  /** What to switch to and back from. */
  readonly other: string;
}

export interface MeasuredSwitches {
  readonly load: LoadFigures;
  readonly switches: SwitchFigures;
  readonly switched: Switched;
  readonly usage: readonly UsageTrend[];
}

const SETTLE_MS = 2_000;
const HELD_CONNECTIONS = 100;
const SERVED_WITHIN_MS = 60_000;
const POLL_MS = 100;

/** Users, switches under them, and what both came to. Refuses before any load what could not be switched. */
export async function measureSwitches(
  desk: Desk,
  { pace, requestsPerSecond, other }: Wanted,
): Promise<MeasuredSwitches> {
  const url = urlOf(desk);
  await untilServed(desk);
  await refuseUnswitchable(desk, other);
  const load = await startLoadProcess({ url, requestsPerSecond, heldConnections: HELD_CONNECTIONS });
  const seen = watchUsage(desk.usage ?? (async () => []), desk.ports.clock);
  const switched = await switchBackAndForth(desk, other, pace);
  await desk.ports.clock.sleep(SETTLE_MS);
  const usage = usageTrends(seen());
  return { load: await load.stop(), switches: switchFigures(switched.operations), switched, usage };
}

/** A machine that was just started brings its release up first; callers would wait for it and call that a stall. */
async function untilServed({ ports }: Desk): Promise<void> {
  const untilMs = ports.clock.nowMs() + SERVED_WITHIN_MS;
  while (ports.clock.nowMs() < untilMs) {
    const state = await ports.driver.inspect();
    const isServed = (colour: 'blue' | 'green') =>
      state.split[colour] === 0 || state[colour]?.workers.some(({ isReady }) => isReady);
    if (isServed('blue') && isServed('green')) return;
    await ports.clock.sleep(POLL_MS);
  }
}

function urlOf({ url, ports }: Desk): string {
  if (url !== undefined) return url;
  throw new OperationsError({
    code: 'driver_unavailable',
    message: `Nothing listens on ${ports.driver.name}, so there is nothing to drive load at.`,
    remedy: 'Run it where a real edge serves: without OPS_DRIVER=simulated.',
  });
}
