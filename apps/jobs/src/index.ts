export type { Job } from './job.ts';
export { createScheduler, type SchedulerNeeds } from './scheduler.ts';
