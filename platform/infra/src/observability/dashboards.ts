import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { EstateStack } from '../estate-stack.ts';
import { nameOf } from '../names.ts';
import type { Watched } from './watched.ts';

type Graph = readonly [title: string, ...shown: (keyof Watched)[]];

/** Rows H1-H5, H10-H13 and H14-H17 of the strategy, one board each. */
export const BOARDS: Readonly<Record<string, readonly Graph[]>> = {
  infrastructure: [
    ['CPU, percent', 'cpu'],
    ['Memory, percent', 'memory'],
    ['Tasks', 'tasks'],
    ['Network, bytes', 'received', 'sent'],
    ['Disk, bytes', 'diskRead', 'diskWritten'],
    ['Queues: age of the outbox in milliseconds, failed jobs', 'outboxWaiting', 'failedJobs'],
  ],
  performance: [
    ['Slowest hundredth of answers, seconds', 'slowest'],
    ['Slowest cached queries, microseconds', 'queryTime'],
    ['Cache hits, percent', 'cacheHitRate'],
    ['Requests, and those that failed', 'requests', 'failures'],
  ],
  business: [
    ['People active', 'activePeople'],
    ['Payments', 'payments'],
    ['Payments that succeed, percent', 'paymentSuccess'],
    ['Features used', 'featureUses'],
  ],
};

export function dashboards(stack: EstateStack, metrics: Watched, alarms: readonly cloudwatch.IAlarm[]): void {
  for (const [name, graphs] of Object.entries(BOARDS)) {
    const board = new cloudwatch.Dashboard(stack, `Board-${name}`, {
      dashboardName: nameOf(stack.settings, name),
      defaultInterval: Duration.hours(3),
    });
    board.addWidgets(new cloudwatch.AlarmStatusWidget({ alarms: [...alarms], width: 24, height: 3, title: 'Alarms' }));
    board.addWidgets(
      ...graphs.map(
        ([title, ...shown]) => new cloudwatch.GraphWidget({ title, width: 8, left: shown.map((it) => metrics[it]) }),
      ),
    );
  }
}
