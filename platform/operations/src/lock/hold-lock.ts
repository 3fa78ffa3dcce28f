import { OperationsError } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { Lease, LockStore } from '../ports/lock-store.ts';
import { acquireLease, beat, HEARTBEAT_EVERY_MS, type LeaseRequest, releaseLease } from './lease.ts';

/** The lock while one holds it. */
export interface HeldLock {
  /** The fencing token every change carries. */
  readonly token: number;
  /** Throws `lock_lost` once somebody else has taken over. */
  check(): void;
}

/** Runs `work` under the environment's lock, with a heartbeat beside it, and gives the lock back whatever happens. */
export async function holdLock<Result>(
  ports: { readonly lock: LockStore; readonly clock: Clock },
  request: LeaseRequest,
  work: (held: HeldLock) => Promise<Result>,
): Promise<Result> {
  let lease: Lease | undefined = await acquireLease(ports, request);
  const { token } = lease;
  const stopBeating = ports.clock.every(HEARTBEAT_EVERY_MS, async () => {
    if (lease === undefined) return;
    try {
      lease = await beat(ports, lease);
    } catch {
      // A beat that could not be written is no beat: `check` stops the work once the lease would have lapsed.
    }
  });
  const check = () => {
    const nowMs = ports.clock.nowMs();
    if (lease === undefined || nowMs >= lease.heartbeatAtMs + lease.ttlMs) throw lockLost(token);
  };
  try {
    return await work({ token, check });
  } finally {
    stopBeating();
    if (lease !== undefined) await releaseLease(ports, lease);
  }
}

function lockLost(token: number): OperationsError {
  return new OperationsError({
    code: 'lock_lost',
    message: `This command was silent too long and lost its lock (token ${token}).`,
    remedy: 'Look at `./ops status`: whoever holds the lock now resumes or reverts what was begun.',
    data: { token },
  });
}
