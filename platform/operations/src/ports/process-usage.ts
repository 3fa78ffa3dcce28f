/** What one process of a place holds at a moment. */
export interface ProcessUsage {
  /** What it is, the same for all of its kind: `door`, `edge`, `worker` ... */
  readonly name: string;
  readonly pid: number;
  readonly residentBytes: number;
  /** Open files and sockets. */
  readonly descriptors: number;
}

/** Reads all processes of a place at once; empty where the system does not tell. */
export type ReadUsage = () => Promise<readonly ProcessUsage[]>;
