import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createIdentity } from '@shared-payments/adapter-better-auth';
import { createDiskFiles } from '@shared-payments/adapter-disk';
import { createSqliteStore } from '@shared-payments/adapter-sqlite';
import { AppError } from '@shared-payments/domain';
import type { Services } from '@shared-payments/usecases';
import { v7 } from 'uuid';
import { seedDemo } from './seed-demo.ts';

// Known to everybody who reads this: the demonstration is only ever made where the product listens to this machine alone.
const DEMO = { name: 'Ana', email: 'ana@demo.example', password: 'a flat for three' };

const dataDir = process.env.DATA_DIR ?? 'data';
mkdirSync(dataDir, { recursive: true });
const store = createSqliteStore(join(dataDir, 'shared-payments.db'));
const refuse = () => {
  throw new AppError('unavailable', 'The demonstration signs nothing and sends nothing.');
};
const services: Services = {
  store,
  files: createDiskFiles(join(dataDir, 'files')),
  now: Date.now,
  newId: v7,
  sign: refuse,
};
// Registering signs a session cookie, which nobody here keeps: any secret will do.
const identity = createIdentity(store, {
  secret: v7() + v7(),
  publicUrl: 'http://localhost',
  newId: v7,
  now: Date.now,
  sendPasswordReset: refuse,
});
const { value } = await identity.register({ cookie: undefined, userAgent: undefined }, DEMO);
const group = await seedDemo(services, { userId: value.account.id, requestId: 'demo' });
await store.close();
console.log(JSON.stringify({ email: DEMO.email, password: DEMO.password, groupId: group.id }));
