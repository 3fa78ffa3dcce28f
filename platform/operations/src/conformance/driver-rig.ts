import type { Clock } from '../ports/clock.ts';
import type { Driver } from '../ports/driver.ts';
import type { Colour } from '../ports/driver-state.ts';
import { claimBecomes } from './claim.ts';

/** A fresh place without a deployment, and the releases the driver contract plays with. */
export interface DriverRig {
  readonly driver: Driver;
  readonly clock: Clock;
  /** Digests of releases the place holds. */
  readonly releases: {
    readonly first: string;
    readonly second: string;
    /** Ends itself while booting. */
    readonly crashing: string;
    /** Comes up, but reports another release than it was started from. */
    readonly lying: string;
    /** Comes up, but fails at least one smoke check. */
    readonly smoking: string;
  };
  /** Sends user requests, each over a new connection, and counts the answers by the release that gave them. */
  sendRequests(count: number): Promise<Readonly<Record<string, number>>>;
}

export const ENVIRONMENT = 'local';
const READY_WITHIN_MS = 20_000;

export async function startReady(rig: DriverRig, colour: Colour, release: string, workers = 1): Promise<void> {
  await rig.driver.start({ colour, release, workers, environment: ENVIRONMENT, fence: 1 });
  await claimBecomes(rig.clock, READY_WITHIN_MS, `${workers} ready workers in ${colour}`, async () => {
    const state = (await rig.driver.inspect())[colour];
    return state?.phase === 'ready' && state.workers.filter((worker) => worker.isReady).length === workers;
  });
}

/** The first release in blue with all users, the second ready in green. */
export async function startBoth(rig: DriverRig): Promise<void> {
  await startReady(rig, 'blue', rig.releases.first);
  await rig.driver.setTraffic({ split: { blue: 1, green: 0 }, fence: 1 });
  await startReady(rig, 'green', rig.releases.second);
}
