import { fileURLToPath } from 'node:url';
import { askWorker } from './worker-process.ts';

export interface Load {
  readonly url: string;
  readonly connections: number;
  readonly seconds: number;
  readonly method?: string;
  /** `[<id>]` in a header becomes another text in every request. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
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
export async function runLoad({ seconds, ...load }: Load): Promise<LoadResult> {
  const hasIds = Object.values(load.headers ?? {}).some((value) => value.includes('[<id>]'));
  const options = { ...load, duration: seconds, idReplacement: hasIds };
  const result = await askWorker<LoadResult & { readonly failed: number }>(
    WORKER,
    options,
    seconds * 1000 + START_AND_END_MS,
  );
  if (result.failed > 0) throw new Error(`${result.failed} requests to ${load.url} failed: the figure would be wrong.`);
  return result;
}
