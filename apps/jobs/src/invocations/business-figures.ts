import { type ReaderPositions, readBusiness, successRatio } from '@shared-payments/usecases';
import type { Job } from '../job.ts';

export interface FiguresNeeds {
  readonly positions: Pick<ReaderPositions, 'load'>;
  readonly now: () => number;
  /** One line of the log. */
  readonly write: (line: string) => void;
  readonly environment: string;
}

/** As dashboards and alarms know them: platform/infra/src/observability/watched.ts. The last two only ever grow. */
export const FIGURES = ['ActivePeople', 'PaymentSuccess', 'Payments', 'FeatureUses'] as const;

const NAMESPACE = 'SharedPayments';

/** The job that counts the business, which on AWS also tells what it counted: as metrics in a line of its log. */
export function tellingFigures(job: Job, { positions, now, write, environment }: FiguresNeeds): Job {
  if (job.name !== 'business') return job;
  return {
    ...job,
    async run(requestId) {
      const done = await job.run(requestId);
      const figures = await readBusiness(positions);
      if (!figures) return done;
      const { active, count } = figures;
      const ratio = successRatio(count, 'card', now());
      const values: Partial<Record<(typeof FIGURES)[number], number>> = {
        ActivePeople: active.day,
        ...(ratio !== undefined && { PaymentSuccess: 100 * ratio }),
        Payments: sum(
          Object.entries(count.moved).map(([key, { count: times }]) => (key.startsWith('payment ') ? times : 0)),
        ),
        FeatureUses: sum(Object.values(count.uses)),
      };
      const Metrics = Object.keys(values).map((Name) => ({ Name }));
      const CloudWatchMetrics = [{ Namespace: NAMESPACE, Dimensions: [['environment']], Metrics }];
      write(JSON.stringify({ _aws: { Timestamp: now(), CloudWatchMetrics }, environment, ...values }));
      return done;
    },
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
