import type { Environment } from '../environments.ts';
import type { Trial } from '../ledger/record.ts';
import { holdLock } from '../lock/hold-lock.ts';
import { shortName } from '../plan/notes.ts';
import type { OperationsPorts } from '../ports/operations-ports.ts';
import type { RunContext, RunEvent } from '../run/context.ts';
import { defaultVerdictSettings, type VerdictSettings } from '../verdict/settings.ts';

/** One operator at one environment, for the length of one command. */
export interface Session {
  readonly ports: OperationsPorts;
  readonly environment: Environment;
  /** Who asks, as the ledger records it. */
  readonly actor: string;
  /** `name@host`, as a refused colleague reads it. */
  readonly owner: string;
  readonly report: (event: RunEvent) => void;
  readonly verdict?: VerdictSettings;
  /** Set where deployments are made to measure or to rehearse: the ledger keeps it, and no figure of real ones counts them. */
  readonly during?: Trial;
}

/** Runs `work` under the environment's lock. Throws `lock_held`. */
export async function underLock<Result>(
  session: Session,
  purpose: string,
  work: (context: RunContext) => Promise<Result>,
): Promise<Result> {
  const { ports, owner, report, during, verdict = defaultVerdictSettings } = session;
  return holdLock(ports, { owner, holder: ports.newId(), purpose }, async (held) => {
    const context = { ports, held, report, names: await releaseNames(ports), verdict };
    return work(during === undefined ? context : { ...context, during });
  });
}

export async function releaseNames(ports: OperationsPorts): Promise<ReadonlyMap<string, string>> {
  return new Map((await ports.releases.list()).map((release) => [release.digest, shortName(release)]));
}
