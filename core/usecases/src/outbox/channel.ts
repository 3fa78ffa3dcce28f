import type { Commit } from '../store/commit.ts';

/** One notice on its way to one receiver, worded and addressed only when it is handed on. */
export interface Delivery {
  /** Begins with the id of its commit; the same for a repeated attempt. */
  readonly id: string;
  /**
   * False: nobody wants it, or is there, any more. Errors: `unavailable`, with `isRefused: true` in its data when this one was
   * refused, and without when the channel takes nothing at the moment.
   */
  deliver(): Promise<boolean>;
}

/** A way to people. Each reads the log from a position of its own: one that is slow or away holds up no other. */
export interface OutboxChannel {
  /** Names its positions begin with. */
  readonly name: string;
  /** Where a channel that is new begins: the position of this reader. Nobody hears by it of what was before. */
  readonly beginsAt?: string;
  /** What is refused while too many wait already: the log waits for a channel that refuses everybody, or it is let go. */
  readonly whenTooManyWait: 'log-waits' | 'let-go';
  /** When a commit may be told (epoch milliseconds): the log waits until then. Left out: at once. */
  tellableAt?(commit: Commit): number;
  /** What a commit has for people by this channel, in any order. */
  deliveriesOf(commit: Commit): Promise<readonly Delivery[]>;
}

/** What the ids of a commit's deliveries begin with. */
export function commitPrefix({ partition, seq }: Pick<Commit, 'partition' | 'seq'>): string {
  return `${partition.slice(partition.indexOf(':') + 1)}-${seq}-`;
}

export const readersOf = ({ name }: Pick<OutboxChannel, 'name'>) => ({
  log: name,
  last: `${name}-last`,
  refused: `${name}-refused`,
});
