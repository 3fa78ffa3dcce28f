export { createMemoryAuthenticator } from './authenticator.ts';
export { createMemoryCoordination } from './coordination.ts';
export { createMemoryFiles } from './files.ts';
export { createMemoryStore } from './store.ts';
