import { createMemoryFiles } from '@shared-payments/adapter-memory';
import { createSqliteStore } from '@shared-payments/adapter-sqlite';
import { createBill, createGroup, type RequestContext, type Services, type Store } from '@shared-payments/usecases';
import { v7 } from 'uuid';
import { equalBill } from '../flat.ts';

/** The use cases on SQLite, without a process or HTTP in between. */
export interface InProcess {
  readonly store: Store;
  createGroup(): Promise<InProcessGroup>;
  /** A group that is there already, whose members are `participants`. */
  groupOf(groupId: string, participants: readonly string[], userId: string): InProcessGroup;
}

export interface InProcessGroup {
  readonly groupId: string;
  /** `count` bills, `atOnce` of them under way together; answers the milliseconds it took. */
  createBills(count: number, atOnce: number): Promise<number>;
}

const OWNER = 'user-of-the-bench';

/** Opens the database at `path`. Close its store when done. */
export function openInProcess(path: string): InProcess {
  const store = createSqliteStore(path);
  const refuse = () => {
    throw new Error('No link is signed here.');
  };
  const services: Services = { store, files: createMemoryFiles(), now: Date.now, newId: v7, sign: refuse };
  const groupOf = (groupId: string, participants: readonly string[], userId: string): InProcessGroup => ({
    groupId,
    createBills: (count, atOnce) => createBills(services, { userId, groupId, participants }, count, atOnce),
  });
  return {
    store,
    groupOf,
    async createGroup() {
      const group = await createGroup(services, contextOf(OWNER), {
        name: 'Flat',
        myName: 'Ana',
        currency: 'EUR',
        timeZone: 'Europe/Zagreb',
        memberNames: ['Marko', 'Iva', 'Luka'],
      });
      const participants = group.members.map(({ id }) => id);
      return groupOf(group.id, participants, OWNER);
    },
  };
}

async function createBills(
  services: Services,
  { userId, groupId, participants }: { userId: string; groupId: string; participants: readonly string[] },
  count: number,
  atOnce: number,
): Promise<number> {
  const beganAt = performance.now();
  let begun = 0;
  const createUntilDone = async () => {
    while (begun < count) {
      begun += 1;
      await createBill(services, contextOf(userId), groupId, equalBill(participants, `Bill ${begun}`));
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, count) }, createUntilDone));
  return performance.now() - beganAt;
}

function contextOf(userId: string): RequestContext {
  return { userId, requestId: 'bench', idempotencyKey: v7() };
}
