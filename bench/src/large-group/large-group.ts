import { join } from 'node:path';
import { bodyOf } from '../api-process/person.ts';
import { startApiProcess } from '../api-process/start-api-process.ts';
import { createFlat, type Flat } from '../flat.ts';
import { openInProcess } from '../in-process/in-process.ts';

export const LARGE_GROUP_BILLS = 100_000;

const AT_ONCE = 64;
const STEP_BILLS = 10_000;

/** A group whose owner has an account, and 100,000 bills that went through the use case. */
export interface LargeGroup {
  readonly dataDir: string;
  readonly databasePath: string;
  readonly flat: Flat;
  readonly participants: readonly string[];
}

export async function makeLargeGroup(folder: string, progress: (step: string) => void): Promise<LargeGroup> {
  const dataDir = join(folder, 'large');
  const api = await startApiProcess(dataDir);
  const flat = await createFlat(api.url);
  const { members } = bodyOf<{ readonly members: readonly { readonly id: string }[] }>(
    await flat.person.ask(api.url, 'GET', `/v1/groups/${flat.groupId}`),
  );
  await api.stop();
  const participants = members.map(({ id }) => id);
  const databasePath = join(dataDir, 'shared-payments.db');
  const { groupOf, store } = openInProcess(databasePath);
  const group = groupOf(flat.groupId, participants, flat.person.userId);
  for (let made = 0; made < LARGE_GROUP_BILLS; made += STEP_BILLS) {
    progress(`${made.toLocaleString('en-GB')} of ${LARGE_GROUP_BILLS.toLocaleString('en-GB')} bills are made`);
    await group.createBills(STEP_BILLS, AT_ONCE);
  }
  await store.close();
  return { dataDir, databasePath, flat, participants };
}
