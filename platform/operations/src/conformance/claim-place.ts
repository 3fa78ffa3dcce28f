import { findChainBreak } from '../ledger/chain.ts';
import { isAlive } from '../lock/lease.ts';
import type { OperationsPorts } from '../ports/operations-ports.ts';
import { claim, claimEqual } from './claim.ts';

/** The one sound end of every operation: a single release with all users and its own jobs, nothing under way, the chain whole. */
export async function claimAllUsersOn(ports: OperationsPorts, release: string): Promise<void> {
  const state = await ports.driver.inspect();
  const running = [state.blue, state.green].filter((one) => one !== undefined);
  claimEqual(
    running.map((one) => one.release),
    [release],
    'what runs',
  );
  claimEqual(state.split[running[0]?.colour ?? 'blue'], 1, 'the share of what runs');
  claimEqual(state.jobsRelease, release, 'the release of the jobs');
  claimEqual(state.lease, undefined, 'the lease of the split');
  claimEqual((await ports.journal.read())?.operation, undefined, 'the operation under way');
  const lease = await ports.lock.read();
  claim(lease === undefined || !isAlive(lease, ports.clock.nowMs()), 'a free lock');
  const records = await ports.ledger.read(1);
  claimEqual(findChainBreak(records, ports.sha256), undefined, 'the break of the chain');
  const ids = records.map((record) => record.operationId);
  claimEqual(new Set(ids).size, ids.length, 'the number of operations recorded');
}
