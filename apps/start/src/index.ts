export { startRevision } from './start-revision.ts';
