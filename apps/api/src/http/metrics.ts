import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export interface Metrics {
  readonly registry: Registry;
  observe(method: string, route: string, status: number, seconds: number): void;
}

interface Series {
  readonly requests: { inc(): void };
  readonly latency: { observe(seconds: number): void };
}

const LATENCY_BUCKETS_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

export interface InvariantSample {
  readonly name: string;
  readonly holds: boolean;
  readonly detail: string;
}

/** The process's metrics in Prometheus form; `release` labels them all. `invariants` is asked at every scrape. */
export function createMetrics(release: string, invariants: () => readonly InvariantSample[] = () => []): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ release });
  collectDefaultMetrics({ register: registry });
  new Gauge({ name: 'release_info', help: 'Always 1; the labels tell what runs.', registers: [registry] }).set(1);
  new Gauge({
    name: 'money_invariant_holds',
    help: '1 while everything this process has committed adds up; 0 with the first case that did not, by ids.',
    labelNames: ['name', 'detail'] as const,
    registers: [registry],
    collect() {
      this.reset();
      for (const { name, holds, detail } of invariants()) this.set({ name, detail }, holds ? 1 : 0);
    },
  });
  const requests = new Counter({
    name: 'http_requests_total',
    help: 'Requests answered, by route and status.',
    labelNames: ['method', 'route', 'status'] as const,
    registers: [registry],
  });
  const latency = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the first byte of a request to the end of its answer.',
    labelNames: ['method', 'route'] as const,
    buckets: LATENCY_BUCKETS_SECONDS,
    registers: [registry],
  });
  // Labels are resolved once for each series: the routes and statuses there are bound their number.
  const series = new Map<string, Series>();
  return {
    registry,
    observe(method, route, status, seconds) {
      const key = `${method} ${route} ${status}`;
      let found = series.get(key);
      if (!found) {
        found = { requests: requests.labels({ method, route, status }), latency: latency.labels({ method, route }) };
        series.set(key, found);
      }
      found.requests.inc();
      found.latency.observe(seconds);
    },
  };
}
