import { type BusinessFigures, type ReaderPositions, readBusiness, successRatio } from '@shared-payments/usecases';
import { Counter, Gauge, Registry } from 'prom-client';

export interface BusinessMetrics {
  /** In Prometheus form, as of what was counted last. */
  text(): Promise<string>;
}

type Fill = (figures: BusinessFigures) => void;

const METHODS = ['card', 'bank', 'cash', 'other'] as const;
const MS_PER_SECOND = 1_000;

/**
 * How the business does, from what the jobs counted in the log: of the data and not of a process, so a restart loses nothing
 * and every worker tells the same. Whoever collects from several takes the highest, never the sum.
 */
export function createBusinessMetrics(positions: Pick<ReaderPositions, 'load'>, now: () => number): BusinessMetrics {
  const registry = new Registry();
  const countedUntil = new Gauge({
    name: 'business_counted_until_timestamp_seconds',
    help: 'When the last commit that these figures include was made; 0 before anything was counted.',
    registers: [registry],
  });
  const fills = [usersIn(registry), movedIn(registry), outcomesIn(registry, now), usesIn(registry)];
  return {
    async text() {
      const figures = await readBusiness(positions);
      countedUntil.set((figures?.count.countedUntilMs ?? 0) / MS_PER_SECOND);
      if (figures) for (const fill of fills) fill(figures);
      return registry.metrics();
    },
  };
}

function usersIn(registry: Registry): Fill {
  const gauge = new Gauge({
    name: 'business_active_users',
    help: 'Accounts that changed something or signed in: today (UTC), in the last 7 days, in the last 30.',
    labelNames: ['window'] as const,
    registers: [registry],
  });
  return ({ active }) => {
    for (const window of ['day', 'week', 'month'] as const) gauge.set({ window }, active[window]);
  };
}

function movedIn(registry: Registry): Fill {
  const labelNames = ['kind', 'currency'] as const;
  const registers = [registry];
  const transactions = new Counter({
    name: 'business_transactions_total',
    help: 'Payments that arrived, refunds and chargebacks.',
    ...{ labelNames, registers },
  });
  const volume = new Counter({
    name: 'business_transaction_volume_minor_total',
    help: 'What they moved, in minor units of the currency.',
    ...{ labelNames, registers },
  });
  return ({ count }) => {
    transactions.reset();
    volume.reset();
    for (const [key, { count: times, sumMinor }] of Object.entries(count.moved)) {
      const [kind = '', currency = ''] = key.split(' ');
      transactions.inc({ kind, currency }, times);
      volume.inc({ kind, currency }, Number(sumMinor));
    }
  };
}

function outcomesIn(registry: Registry, now: () => number): Fill {
  const payments = new Counter({
    name: 'business_payments_total',
    help: 'Started payments that ended, by how.',
    labelNames: ['method', 'outcome'] as const,
    registers: [registry],
  });
  const ratio = new Gauge({
    name: 'business_payment_success_ratio',
    help: 'Posted, as a part of posted and failed, of the last 30 days; no line where none ended.',
    labelNames: ['method'] as const,
    registers: [registry],
  });
  return ({ count }) => {
    payments.reset();
    ratio.reset();
    for (const [key, times] of Object.entries(count.outcomes)) {
      const [method = '', outcome = ''] = key.split(' ');
      payments.inc({ method, outcome }, times);
    }
    for (const method of METHODS) {
      const part = successRatio(count, method, now());
      if (part !== undefined) ratio.set({ method }, part);
    }
  };
}

function usesIn(registry: Registry): Fill {
  const uses = new Counter({
    name: 'business_feature_uses_total',
    help: 'How often people used a command of the product.',
    labelNames: ['feature'] as const,
    registers: [registry],
  });
  return ({ count }) => {
    uses.reset();
    for (const [feature, times] of Object.entries(count.uses)) uses.inc({ feature }, times);
  };
}
