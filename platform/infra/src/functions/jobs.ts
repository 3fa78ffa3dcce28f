import { Duration } from 'aws-cdk-lib';

export interface ScheduledJob {
  readonly name: string;
  readonly every: Duration;
  readonly timeout: Duration;
  readonly memoryMiB: number;
}

const MEMORY_MIB = 512;

const often = { every: Duration.minutes(1), timeout: Duration.seconds(55), memoryMiB: MEMORY_MIB };
const soon = { every: Duration.minutes(5), timeout: Duration.minutes(4), memoryMiB: MEMORY_MIB };
const hourly = { every: Duration.hours(1), timeout: Duration.minutes(10), memoryMiB: MEMORY_MIB };

/**
 * The jobs of apps/jobs, all but that of the sandbox. Each takes its lease in the store, so a run that overlaps the next does
 * nothing twice. No schedule of AWS comes more often than every minute.
 */
export const SCHEDULED_JOBS: readonly ScheduledJob[] = [
  { name: 'outbox', ...often },
  { name: 'pushes', ...often },
  { name: 'webhooks', ...often },
  { name: 'payments', ...often },
  { name: 'business', ...often },
  { name: 'recurring-bills', ...soon },
  { name: 'readings-due', ...soon },
  { name: 'reminders', ...soon },
  { name: 'reconciliation', ...hourly },
  { name: 'cleanup', ...hourly },
];
