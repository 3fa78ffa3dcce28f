import { OperationsError, type Place } from '@shared-payments/operations';

type Refused = Pick<Place, 'driver' | 'releases' | 'migrations' | 'settings'>;

/** Releases reach AWS through change sets (docs/aws.md), not by the steps of this command line: each of those is refused. */
export function changeSetsOnly(): Refused {
  return {
    driver: {
      name: 'aws',
      inspect: refuse,
      start: refuse,
      smoke: refuse,
      sendSyntheticRequests: refuse,
      setTraffic: refuse,
      metrics: refuse,
      scale: refuse,
      drain: refuse,
      stop: refuse,
      setJobs: refuse,
      logs: refuse,
    },
    // Images are in the registry of the account; on this machine none is kept.
    releases: { build: refuse, list: async () => [], get: refuse, isIntact: refuse, prune: refuse },
    migrations: { applied: refuse, apply: refuse },
    settings: { missing: refuse, fingerprints: refuse },
  };
}

async function refuse(): Promise<never> {
  throw new OperationsError({
    code: 'driver_unavailable',
    message: 'On AWS releases are deployed through change sets; this command works on one machine.',
    remedy: 'Follow docs/aws.md. `./ops doctor`, `history`, `verify` and `infra` work on AWS.',
  });
}
