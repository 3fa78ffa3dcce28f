/** Work that is done again and again. `run` answers what it did, for the log; undefined when there was nothing to do. */
export interface Job {
  readonly name: string;
  readonly everyMs: number;
  readonly run: (requestId: string) => Promise<Readonly<Record<string, unknown>> | undefined>;
}
