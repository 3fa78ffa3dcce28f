import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { coordinationContract, storeContract } from '@shared-payments/port-contracts';
import { createSqliteCoordination } from './coordination.ts';
import { createSqliteStore } from './store.ts';

const folder = mkdtempSync(join(tmpdir(), 'shared-payments-store-'));
// Set when the next release asks whether this one works on data of its making: every file begins as a copy of that.
const template = process.env.STORE_TEMPLATE;
let files = 0;
const freshPath = () => {
  files += 1;
  const path = join(folder, `${files}.db`);
  if (template !== undefined) copyFileSync(template, path);
  return path;
};
after(() => rmSync(folder, { recursive: true }));

storeContract('sqlite', true, async () => {
  const path = freshPath();
  const store = createSqliteStore(path);
  const reopen = async () => {
    await store.close();
    return createSqliteStore(path);
  };
  return { store, reopen };
});

coordinationContract('sqlite', async () => {
  const path = freshPath();
  await createSqliteStore(path).close();
  return createSqliteCoordination(path);
});
