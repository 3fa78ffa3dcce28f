import type { Lease, LockStore } from '@shared-payments/operations';
import type { Interruption } from '../command-line/interruption.ts';

/** The lock, given back when the operator stops the command that holds it: the next one need not wait for it to lapse. */
export function releasedWhenInterrupted(lock: LockStore, interruption: Interruption): LockStore {
  let held: Lease | undefined;
  let forget: (() => void) | undefined;
  const giveBack = async () => {
    if (held !== undefined) await lock.swap(held, { ...held, isReleased: true });
  };
  return {
    read: () => lock.read(),
    swap: async (expected, next) => {
      const isSwapped = await lock.swap(expected, next);
      if (!isSwapped) return false;
      held = next;
      forget?.();
      forget = next.isReleased ? undefined : interruption.ends(giveBack);
      return true;
    },
  };
}
