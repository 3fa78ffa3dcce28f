export { createSqliteCoordination } from './coordination.ts';
export { createSqliteStore } from './store.ts';
