import {
  createBill,
  type Group,
  groups,
  identityCollections,
  put,
  type Services,
  userPartition,
} from '@shared-payments/usecases';

export interface DueGroups {
  readonly groupCount: number;
  readonly membersPerGroup: number;
  readonly billsPerGroup: number;
  readonly dueOn: string;
}

/** Groups whose members all have an address and all but one owe a share of every bill, due on one day. */
export async function makeDueGroups(services: Services, wanted: DueGroups): Promise<void> {
  for (let index = 0; index < wanted.groupCount; index += 1) {
    const group = await makeGroup(services, `G${index}`, wanted.membersPerGroup);
    await Promise.all(
      Array.from({ length: wanted.billsPerGroup }, (_, bill) =>
        makeBill(services, group, `Bill ${bill}`, wanted.dueOn),
      ),
    );
  }
}

async function makeGroup(services: Services, name: string, memberCount: number): Promise<Group> {
  const members = Array.from({ length: memberCount }, (_, place) => ({
    id: `m${place}`,
    name: `Member ${place}`,
    role: place === 0 ? ('primary' as const) : ('participant' as const),
    userId: `${name}-${place}`,
    weight: 1,
    joinedAt: 1,
    leftAt: null,
    version: 1,
  }));
  const group: Group = {
    id: name,
    version: 1,
    name,
    currency: 'EUR',
    timeZone: 'Europe/Skopje',
    createdAt: 1,
    isArchived: false,
    members,
  };
  const info = { verb: 'test', actor: 'test', requestId: 'test', at: 1 };
  const write = { ...info, partition: `group:${name}` as const };
  await services.store.transact(write, async () => ({ writes: [put(groups, group)], answer: null }));
  await Promise.all(
    members.map(({ userId, name: called }) => {
      const user = { id: userId, version: 1, name: called, email: `${userId}@example.org`, isAnonymous: false };
      const own = { ...info, partition: userPartition(userId) };
      return services.store.transact(own, async () => ({
        writes: [put(identityCollections.user, user)],
        answer: null,
      }));
    }),
  );
  return group;
}

async function makeBill(services: Services, group: Group, title: string, dueOn: string): Promise<void> {
  const participants = group.members.map(({ id }) => id);
  const totalMinor = 100 * participants.length;
  await createBill(services, { userId: group.members[0]?.userId ?? '', requestId: 'test' }, group.id, {
    title,
    date: dueOn,
    dueOn,
    currency: 'EUR',
    totalMinor,
    payers: [{ memberId: 'm0', amountMinor: totalMinor }],
    split: { method: 'equal', participants },
  });
}
