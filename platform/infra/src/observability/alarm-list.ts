import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { Environment } from '../environments.ts';
import type { Watched } from './watched.ts';

const { GREATER_THAN_THRESHOLD: ABOVE, LESS_THAN_THRESHOLD: BELOW } = cloudwatch.ComparisonOperator;
const { BREACHING, NOT_BREACHING } = cloudwatch.TreatMissingData;

/** One thing an operator is woken or told for. `name` is the heading of its runbook in docs/runbooks/aws-alarms.md. */
export interface WatchedFor {
  readonly name: string;
  readonly metric: keyof Watched;
  readonly when: cloudwatch.ComparisonOperator;
  readonly threshold: number;
  readonly minutes: number;
  readonly ifSilent: cloudwatch.TreatMissingData;
}

// A run starts every minute; one that waited five says that none does.
const OUTBOX_WAIT_MS_MAX = 300_000;
// A hundred times what a healthy node takes.
const CACHE_READ_MICROSECONDS_MAX = 5_000;

/** Thresholds leave time to act: above what scaling aims at, below what users notice. */
export function alarmList({ service }: Environment): readonly WatchedFor[] {
  const after = (minutes: number) => ({ minutes, ifSilent: NOT_BREACHING });
  return [
    { name: 'cpu-high', metric: 'cpu', when: ABOVE, threshold: 85, ...after(10) },
    { name: 'memory-high', metric: 'memory', when: ABOVE, threshold: 90, ...after(5) },
    {
      name: 'tasks-missing',
      metric: 'tasks',
      when: BELOW,
      threshold: service.minTasks,
      minutes: 5,
      ifSilent: BREACHING,
    },
    { name: 'tasks-unhealthy', metric: 'unhealthy', when: ABOVE, threshold: 0, ...after(5) },
    { name: 'outbox-waiting', metric: 'outboxWaiting', when: ABOVE, threshold: OUTBOX_WAIT_MS_MAX, ...after(5) },
    { name: 'jobs-failed', metric: 'failedJobs', when: ABOVE, threshold: 0, ...after(1) },
    { name: 'cache-busy', metric: 'cacheEngineCpu', when: ABOVE, threshold: 80, ...after(10) },
    { name: 'cache-full', metric: 'cacheMemory', when: ABOVE, threshold: 85, ...after(10) },
    { name: 'cache-behind', metric: 'cacheLag', when: ABOVE, threshold: 10, ...after(5) },
    { name: 'cache-misses', metric: 'cacheHitRate', when: BELOW, threshold: 50, ...after(30) },
    { name: 'queries-slow', metric: 'queryTime', when: ABOVE, threshold: CACHE_READ_MICROSECONDS_MAX, ...after(10) },
    { name: 'payments-failing', metric: 'paymentSuccess', when: BELOW, threshold: 95, ...after(10) },
  ];
}
