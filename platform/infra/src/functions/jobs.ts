import { Duration } from 'aws-cdk-lib';

export interface ScheduledJob {
  readonly name: 'outbox' | 'recurring-bills' | 'cleanup';
  readonly every: Duration;
  readonly timeout: Duration;
  readonly memoryMiB: number;
}

/** The jobs of apps/jobs. Each takes its lease in the store, so a run that overlaps the next does nothing twice. */
export const SCHEDULED_JOBS: readonly ScheduledJob[] = [
  { name: 'outbox', every: Duration.minutes(1), timeout: Duration.seconds(55), memoryMiB: 512 },
  { name: 'recurring-bills', every: Duration.minutes(5), timeout: Duration.minutes(4), memoryMiB: 512 },
  { name: 'cleanup', every: Duration.hours(1), timeout: Duration.minutes(10), memoryMiB: 512 },
];
