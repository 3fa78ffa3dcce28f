import { TimeZone } from 'aws-cdk-lib';
import * as applicationautoscaling from 'aws-cdk-lib/aws-applicationautoscaling';
import type * as ecs from 'aws-cdk-lib/aws-ecs';
import type { ServiceSettings } from '../environments.ts';

const timeZone = TimeZone.EUROPE_BERLIN;

/** No task runs when nobody works: two thirds of the week cost nothing. */
export function sleepAtNight(tasks: ecs.ScalableTaskCount, { minTasks, maxTasks }: ServiceSettings): void {
  tasks.scaleOnSchedule('Sleep', {
    schedule: applicationautoscaling.Schedule.cron({ weekDay: 'MON-FRI', hour: '20', minute: '0' }),
    timeZone,
    minCapacity: 0,
    maxCapacity: 0,
  });
  tasks.scaleOnSchedule('Wake', {
    schedule: applicationautoscaling.Schedule.cron({ weekDay: 'MON-FRI', hour: '7', minute: '0' }),
    timeZone,
    minCapacity: minTasks,
    maxCapacity: maxTasks,
  });
}
