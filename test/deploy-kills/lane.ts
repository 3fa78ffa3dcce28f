import type { Random } from '../../apps/api/src/api-contract/seeded-random.ts';
import type { Moment } from './moments.ts';
import type { Place } from './place.ts';

export type Victim = 'command' | 'edge' | 'worker';

/** One machine on which one kind of process is killed at some moments. */
export interface Lane {
  readonly place: Place;
  readonly victim: Victim;
  /** Revisions that take turns, and one whose deployment is taken back. */
  readonly good: readonly [string, string];
  readonly bad: string;
  readonly wanted: Set<Moment>;
  readonly random: Random;
}

export interface Kill {
  readonly victim: Victim;
  readonly moment: Moment;
  /** Until it answered again; of the command until the same one had taken the operation over. */
  readonly backAfterMs: number;
}

export interface LaneOutcome {
  readonly kills: readonly Kill[];
  /** How the deployments ended: `succeeded`, or the code of what sent users back. */
  readonly ends: readonly string[];
  readonly findings: readonly string[];
}

const DELAY_MAX_MS = 30;
export const DEPLOYMENTS_MAX = 8;

/** Every second kill comes at once, the others a little later: a short step may be over by then. */
export function delayMs(random: Random): number {
  return random.isChance(0.5) ? 0 : random.integer(1, DELAY_MAX_MS);
}

/** What to deploy so that wanted moments come: the steps of a canary and of the way back come with a bad release. */
export function nextRevision({ wanted, good, bad }: Lane, active: string): string {
  const isForward = [...wanted].some((moment) => moment.startsWith('forward') && moment !== 'forward canary');
  return isForward ? (good.find((revision) => revision !== active) ?? good[0]) : bad;
}
