export { createDiskFiles } from './files.ts';
