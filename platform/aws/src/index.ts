export { readChangeSet } from './change-set/read-change-set.ts';
export { type ChangeSet, refusals } from './change-set/refusals.ts';
export { type Clients, type Connection, clientsFor } from './clients.ts';
export { deployedTemplate } from './deployed-template.ts';
export { openAwsPlace } from './place/open-aws-place.ts';
export { type Where, whereIs } from './where.ts';
