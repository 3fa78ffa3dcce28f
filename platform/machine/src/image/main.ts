import { resolve } from 'node:path';
import { assembleImage } from './assemble-image.ts';
import { writeBill } from './write-bill.ts';

/** `node platform/machine/src/image/main.ts <folder>`, after the web app was built. */
const [target] = process.argv.slice(2);
if (target === undefined) throw new Error('Say into which folder the image goes.');
const repository = resolve(import.meta.dirname, '../../../..');
const folder = resolve(target);
const packages = await assembleImage({ repository, folder, web: resolve(repository, 'apps/web/dist') });
await writeBill(repository, folder, packages);
console.log(`${packages.length} packages and what runs are in ${folder}.`);
