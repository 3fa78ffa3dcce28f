import {
  badUnderTraffic,
  deploy,
  environments,
  healthy,
  type Sha256,
  type SimulatedPlace,
  simulatedPlace,
} from '@shared-payments/operations';

const SEED = 1;
const REQUESTS_PER_SECOND = 400;
const EARLIER_MS = 120_000;

/**
 * A place in memory for trying commands out: 1.0.0 has had users for two minutes of simulated time; 1.1.0 is healthy, and
 * there is one release for each way of being bad, named after it (`1.1.0-slow`). Nothing outlives the command.
 */
export async function openSimulatedPlace(sha256: Sha256): Promise<SimulatedPlace> {
  const place = emptySimulatedPlace(sha256);
  const session = {
    ports: place,
    environment: environments.local,
    actor: 'simulation',
    owner: 'simulation',
    report: () => {},
  };
  await deploy(session, { revision: '1.0.0', reason: 'what runs before', isRework: false });
  await place.clock.sleep(EARLIER_MS);
  return place;
}

/** The same releases, none of them deployed: for a rehearsal. */
export function emptySimulatedPlace(sha256: Sha256): SimulatedPlace {
  const bad = Object.entries(badUnderTraffic).map(([name, behaviour]) => ({ version: `1.1.0-${name}`, behaviour }));
  const releases = [{ version: '1.0.0', behaviour: healthy }, { version: '1.1.0', behaviour: healthy }, ...bad];
  return simulatedPlace({ releases, requestsPerSecond: REQUESTS_PER_SECOND, seed: SEED, sha256 });
}
