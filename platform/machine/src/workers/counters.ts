import type { InvariantReading, LatencyHistogram } from '@shared-payments/operations';

/** What one worker has counted since it started, users' requests alone. */
export interface Counters {
  readonly requests: number;
  readonly failures: number;
  readonly latency: LatencyHistogram;
  readonly cpuMs: number;
}

export interface Scrape {
  readonly counters: Counters;
  readonly memoryBytes: number;
  readonly invariants: readonly InvariantReading[];
}

export const NO_COUNTERS: Counters = {
  requests: 0,
  failures: 0,
  latency: { boundsMs: [], counts: [0] },
  cpuMs: 0,
};

/** Asked by machines of ours alone. */
const OWN_ROUTES: ReadonlySet<string> = new Set(['/livez', '/readyz', '/metrics']);
const SAMPLE = /^(\w+)(?:\{(.*)\})? (\S+)/;
const LABEL = /(\w+)="((?:[^"\\]|\\.)*)"/g;

interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** Reads a worker's answer to `/metrics`, in the text form of Prometheus. */
export function readScrape(text: string): Scrape {
  const samples = text.split('\n').flatMap((line) => sampleOf(line) ?? []);
  const users = samples.filter(({ labels }) => !OWN_ROUTES.has(labels.route ?? ''));
  const failures = users.filter(({ name, labels }) => name === 'http_requests_total' && Number(labels.status) >= 500);
  const latency = histogramOf(users);
  return {
    counters: {
      requests: latency.counts.reduce((sum, count) => sum + count, 0),
      failures: failures.reduce((sum, { value }) => sum + value, 0),
      latency,
      cpuMs: sampleValue(samples, 'process_cpu_seconds_total') * 1_000,
    },
    memoryBytes: sampleValue(samples, 'process_resident_memory_bytes'),
    invariants: samples
      .filter(({ name }) => name === 'money_invariant_holds')
      .map(({ labels, value }) => ({ name: labels.name ?? '', holds: value === 1, detail: labels.detail ?? '' })),
  };
}

export function addCounters(one: Counters, other: Counters): Counters {
  return combine(one, other, (left, right) => left + right);
}

/** What was counted after `earlier`; never below zero. */
export function sinceCounters(later: Counters, earlier: Counters): Counters {
  return combine(later, earlier, (left, right) => Math.max(0, left - right));
}

/** Requests that never got their answer, slower than anything measured. */
export function lostRequests(count: number, { latency }: Counters): Counters {
  const counts = latency.counts.map((_, index) => (index === latency.counts.length - 1 ? count : 0));
  return { requests: count, failures: count, latency: { ...latency, counts }, cpuMs: 0 };
}

function combine(one: Counters, other: Counters, join: (left: number, right: number) => number): Counters {
  const { boundsMs } = one.latency.boundsMs.length > 0 ? one.latency : other.latency;
  const at = ({ latency }: Counters, index: number) => (latency.boundsMs.length > 0 ? (latency.counts[index] ?? 0) : 0);
  const counts = Array.from({ length: boundsMs.length + 1 }, (_, index) => join(at(one, index), at(other, index)));
  return {
    requests: join(one.requests, other.requests),
    failures: join(one.failures, other.failures),
    latency: { boundsMs, counts },
    cpuMs: join(one.cpuMs, other.cpuMs),
  };
}

function histogramOf(samples: readonly Sample[]): LatencyHistogram {
  const cumulative = new Map<number, number>();
  for (const { name, labels, value } of samples) {
    if (name !== 'http_request_duration_seconds_bucket') continue;
    const bound = labels.le === '+Inf' ? Number.POSITIVE_INFINITY : Number(labels.le) * 1_000;
    cumulative.set(bound, (cumulative.get(bound) ?? 0) + value);
  }
  const sorted = [...cumulative].toSorted(([one], [other]) => one - other);
  const counts = sorted.map(([, value], index) => value - (sorted[index - 1]?.[1] ?? 0));
  const boundsMs = sorted.map(([bound]) => bound).filter(Number.isFinite);
  return { boundsMs, counts: counts.length === 0 ? [0] : counts };
}

function sampleOf(line: string): Sample | undefined {
  const [, name, labels, value] = SAMPLE.exec(line) ?? [];
  if (name === undefined || value === undefined) return undefined;
  const pairs = [...(labels ?? '').matchAll(LABEL)].map(([, key, text]) => [key ?? '', text ?? ''] as const);
  return { name, labels: Object.fromEntries(pairs), value: Number(value) };
}

function sampleValue(samples: readonly Sample[], wanted: string): number {
  return samples.find(({ name }) => name === wanted)?.value ?? 0;
}
