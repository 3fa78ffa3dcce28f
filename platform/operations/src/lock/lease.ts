import { OperationsError } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { Lease, LockStore } from '../ports/lock-store.ts';

/** A lease without a heartbeat for this long may be taken by anyone. */
export const LEASE_TTL_MS = 15_000;
export const HEARTBEAT_EVERY_MS = 3_000;
/** Without a heartbeat for this long its holder is thought dead, so that it is worth waiting for the lease to lapse. */
const SILENT_AFTER_MS = 2 * HEARTBEAT_EVERY_MS + 1_000;
const WAIT_POLL_MS = 500;
const ROUNDS = 5 + LEASE_TTL_MS / WAIT_POLL_MS;

export interface LeaseRequest {
  /** `name@host`. */
  readonly owner: string;
  /** Unique to this run of this command. */
  readonly holder: string;
  readonly purpose: string;
}

interface LockPorts {
  readonly lock: LockStore;
  readonly clock: Clock;
}

/**
 * Takes the lock or throws `lock_held` with its owner and age. A live owner refuses at once; one that has gone silent is
 * waited for until its lease lapses, `LEASE_TTL_MS` after its last heartbeat at most.
 */
export async function acquireLease(ports: LockPorts, request: LeaseRequest): Promise<Lease> {
  for (let round = 0; round < ROUNDS; round += 1) {
    const current = await ports.lock.read();
    const nowMs = ports.clock.nowMs();
    if (current !== undefined && isBeating(current, nowMs)) throw lockHeld(current, nowMs);
    if (current !== undefined && isAlive(current, nowMs)) {
      await ports.clock.sleep(WAIT_POLL_MS);
      continue;
    }
    const next = newLease(request, (current?.token ?? 0) + 1, nowMs);
    // Whoever loses this race reads the winner's lease in the next round and is refused by it.
    if (await ports.lock.swap(current, next)) return next;
  }
  const current = await ports.lock.read();
  throw lockHeld(current ?? newLease(request, 0, ports.clock.nowMs()), ports.clock.nowMs());
}

/** The lease with a fresh heartbeat, or undefined when somebody else has it. */
export async function beat(ports: LockPorts, lease: Lease): Promise<Lease | undefined> {
  const next = { ...lease, heartbeatAtMs: ports.clock.nowMs() };
  return (await ports.lock.swap(lease, next)) ? next : undefined;
}

export async function releaseLease(ports: LockPorts, lease: Lease): Promise<void> {
  await ports.lock.swap(lease, { ...lease, isReleased: true });
}

/** Whether a lease still keeps others out. */
export function isAlive(lease: Lease, nowMs: number): boolean {
  return !lease.isReleased && nowMs < lease.heartbeatAtMs + lease.ttlMs;
}

/** Whether its holder still beats: one that does not is waited for, one that does is at work. */
export function isBeating(lease: Lease, nowMs: number): boolean {
  return isAlive(lease, nowMs) && nowMs - lease.heartbeatAtMs < SILENT_AFTER_MS;
}

function newLease(request: LeaseRequest, token: number, nowMs: number): Lease {
  return { ...request, token, acquiredAtMs: nowMs, heartbeatAtMs: nowMs, ttlMs: LEASE_TTL_MS, isReleased: false };
}

function lockHeld(lease: Lease, nowMs: number): OperationsError {
  const ageMs = nowMs - lease.acquiredAtMs;
  const silentMs = nowMs - lease.heartbeatAtMs;
  return new OperationsError({
    code: 'lock_held',
    message: `${lease.owner} is at work (${lease.purpose}) since ${Math.round(ageMs / 1_000)} s.`,
    remedy: 'Wait for it, watch it with `./ops status --watch`, or stop it with `./ops abort`.',
    data: { owner: lease.owner, purpose: lease.purpose, ageMs, silentMs, token: lease.token },
  });
}
