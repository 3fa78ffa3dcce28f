export { createMemoryCoordination } from './coordination.ts';
export { createMemoryStore } from './store.ts';
