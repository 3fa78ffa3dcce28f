/** Who may change an environment now. A released lease stays stored, so that tokens only ever rise. */
export interface Lease {
  /** The fencing token: 1, 2, 3 … */
  readonly token: number;
  /** `name@host`, for the sentence a refused operator reads. */
  readonly owner: string;
  /** Unique to one run of one command. */
  readonly holder: string;
  /** What it is doing: `deploy 1.4.0`. */
  readonly purpose: string;
  readonly acquiredAtMs: number;
  readonly heartbeatAtMs: number;
  readonly ttlMs: number;
  readonly isReleased: boolean;
}

/** One lease per environment, changed by compare-and-set, durable before it returns. */
export interface LockStore {
  /** A lease whose process has certainly ended reads as released. */
  read(): Promise<Lease | undefined>;
  /** Stores `next` if the stored lease still equals `expected` in token, holder, heartbeat and release; says whether it did. */
  swap(expected: Lease | undefined, next: Lease): Promise<boolean>;
}
