import { hash } from 'node:crypto';

/** What the sandbox does with a transaction: chosen by its instrument, as test cards are elsewhere. */
export type Behaviour =
  | 'succeed'
  | 'decline'
  | 'try-later'
  | 'action'
  | 'action-never'
  | 'action-refused'
  | 'timeout'
  | 'unreachable'
  | 'partial'
  | 'late-event'
  | 'double-event'
  | 'reversed-events'
  | 'dispute'
  | 'changes-its-mind';

export const BEHAVIOURS: readonly Behaviour[] = [
  'succeed',
  'decline',
  'try-later',
  'action',
  'action-never',
  'action-refused',
  'timeout',
  'unreachable',
  'partial',
  'late-event',
  'double-event',
  'reversed-events',
  'dispute',
  'changes-its-mind',
];

const INSTRUMENT = /^sandbox_([a-z_]+)$/;
const SEEDED = /^sandbox_seed_([0-9]+)$/;

/**
 * `sandbox_timeout` and the like; `sandbox_seed_<number>` picks one by seed and transaction, the same one always. Without an
 * instrument the charge succeeds; undefined for one the sandbox never issued.
 */
export function behaviourOf(instrument: string | null, transactionId: string): Behaviour | undefined {
  if (instrument === null) return 'succeed';
  const seed = SEEDED.exec(instrument)?.[1];
  if (seed !== undefined) {
    const digest = hash('sha256', `${seed} ${transactionId}`, 'hex');
    return BEHAVIOURS[Number.parseInt(digest.slice(0, 8), 16) % BEHAVIOURS.length];
  }
  const name = INSTRUMENT.exec(instrument)?.[1]?.replaceAll('_', '-');
  return BEHAVIOURS.find((behaviour) => behaviour === name);
}
