export { createDiskFiles } from './files.ts';
export { secretIn, signer } from './secrets.ts';
