import type { SmokeReport } from '@shared-payments/operations';
import type { ProbeAnswer, Prober } from './prober.ts';

const TIMEOUT_MS = 5_000;
const AT_ONCE = 4;

interface SmokeCheck {
  readonly path: string;
  readonly status: number;
  /** What the body must contain. */
  readonly says?: string;
}

/** Reads that anybody may do, of every release: they touch routing, error handling and the store. */
const HARMLESS_READS = ['/v1/currencies', '/version'] as const;

const smokeChecks = (release: string): readonly SmokeCheck[] => [
  { path: '/livez', status: 200 },
  { path: '/readyz', status: 200 },
  { path: '/version', status: 200, says: JSON.stringify(release) },
  { path: '/metrics', status: 200, says: 'http_requests_total' },
  { path: '/v1/currencies', status: 200, says: '"EUR"' },
  { path: '/v1/groups', status: 401 },
  { path: '/v1/no-such-thing', status: 404 },
];

/** Each check at each worker, then the reads spread over them. A read that fails is a failed check too. */
export async function smokeColour(
  prober: Prober,
  workers: readonly string[],
  release: string,
  warmUpRequests: number,
): Promise<SmokeReport> {
  const failed: string[] = [];
  let passed = 0;
  for (const worker of workers) {
    for (const check of smokeChecks(release)) {
      const problem = problemWith(check, await askOrReason(prober, worker, check.path));
      if (problem === undefined) passed += 1;
      else failed.push(`${worker}: ${problem}`);
    }
  }
  if (failed.length > 0) return { passed, failed };
  const unread = await readHarmlessly(prober, workers, warmUpRequests);
  if (unread.length > 0) {
    failed.push(`${unread.length} of ${warmUpRequests} reads to warm up failed: ${unread[0]}`);
  }
  return { passed, failed };
}

/** Sends reads spread over workers; says what was wrong with each that was not answered with 200. */
export async function readHarmlessly(
  prober: Prober,
  workers: readonly string[],
  requests: number,
): Promise<readonly string[]> {
  let next = 0;
  const failed: string[] = [];
  const readOn = async () => {
    while (next < requests) {
      const worker = workers[next % workers.length] ?? '';
      const path = HARMLESS_READS[Math.floor(next / workers.length) % HARMLESS_READS.length] ?? '/version';
      next += 1;
      const problem = problemWith({ path, status: 200 }, await askOrReason(prober, worker, path));
      if (problem !== undefined) failed.push(`${worker}: ${problem}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, readOn));
  return failed;
}

function problemWith({ path, status, says }: SmokeCheck, answer: ProbeAnswer | string): string | undefined {
  if (typeof answer === 'string') return `GET ${path}: ${answer}`;
  if (answer.status !== status) return `GET ${path} answers ${answer.status} instead of ${status}`;
  if (says !== undefined && !answer.body.includes(says)) return `GET ${path} does not say ${says}`;
  return undefined;
}

function askOrReason(prober: Prober, worker: string, path: string): Promise<ProbeAnswer | string> {
  return prober.ask(worker, path, TIMEOUT_MS).catch((error: Error) => error.message);
}
