export type { Connection } from './clients.ts';
export { openAwsPlace } from './place/open-aws-place.ts';
export { type Where, whereIs } from './where.ts';
