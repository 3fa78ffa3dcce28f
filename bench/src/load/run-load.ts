import { fileURLToPath } from 'node:url';
import { askWorker } from './worker-process.ts';

export interface Load {
  /** The connections are shared out over these addresses. */
  readonly urls: readonly string[];
  readonly connections: number;
  readonly seconds: number;
  readonly method?: string;
  /** `[<id>]` in one of them becomes another text in every request. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Requests that are due in a second, whatever the answers take, each timed from when it was due; as many as get answered when left out. */
  readonly perSecond?: number;
}

export interface LoadResult {
  /** Good answers only. */
  readonly perSecond: number;
  readonly answered: number;
  readonly p99Ms: number;
}

const WORKER = fileURLToPath(new URL('./load-process.ts', import.meta.url));
const START_AND_END_MS = 20_000;

/** Sends as many requests as get answered. Throws when one of them failed: a quick refusal must not count as speed. */
export async function runLoad(load: Load): Promise<LoadResult> {
  const withinMs = load.seconds * 1000 + START_AND_END_MS;
  const result = await askWorker<LoadResult & { readonly failed: number }>(WORKER, load, withinMs);
  if (result.failed > 0)
    throw new Error(`${result.failed} requests to ${load.urls.join()} failed: the figure would be wrong.`);
  return result;
}
