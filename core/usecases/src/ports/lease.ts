/**
 * A lease that one process holds until `untilMs` (epoch). `token` grows with every new holder (fencing).
 * Not domain data: losing it costs a moment of doubled work, which idempotency absorbs.
 */
export interface Leases {
  /** Takes or renews; undefined when another holder's lease still runs. */
  acquire(
    name: string,
    holder: string,
    nowMs: number,
    durationMs: number,
  ): Promise<{ readonly token: number } | undefined>;
  release(name: string, holder: string): Promise<void>;
}

/** Where log readers keep their position, and what they must not do twice. */
export interface ReaderPositions {
  load(reader: string): Promise<string>;
  save(reader: string, position: string): Promise<void>;
}
