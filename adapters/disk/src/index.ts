export { createDiskFiles } from './files.ts';
export { keptIn, secretIn, signer } from './secrets.ts';
