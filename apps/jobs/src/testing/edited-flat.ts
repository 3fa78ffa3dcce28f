import { createMemoryCoordination } from '@shared-payments/adapter-memory';
import {
  acceptInvitation,
  type Bill,
  type CreateBillInput,
  createBill,
  createGroup,
  createInvitation,
  groups,
  identityCollections,
  type Mail,
  type Mailer,
  put,
  type ReaderPositions,
  reverseBill,
  type Services,
  type Texts,
  updateBill,
  userPartition,
} from '@shared-payments/usecases';
import { outboxJob } from '../jobs/outbox.ts';
import { servicesAt } from './services-at.ts';

export const FLATMATES = ['ana', 'bo', 'cy'] as const;
export type Flatmate = (typeof FLATMATES)[number];

/** Who pays and shares how much, in whole euros. */
export interface Rent {
  readonly title?: string;
  readonly paid: Readonly<Partial<Record<Flatmate, number>>>;
  readonly shares: Readonly<Partial<Record<Flatmate, number>>>;
  readonly currency?: string;
  readonly isDraft?: boolean;
}

interface FlatNeeds {
  readonly texts: Texts;
  readonly mailer: Pick<Mailer, 'send'>;
  readonly positions?: ReaderPositions;
}

/** Ana, who runs the flat, Bo and Cy, all with an address; and a bill they edit. */
export async function openEditedFlat({ texts, mailer, positions = createMemoryCoordination() }: FlatNeeds) {
  const clock = { now: Date.parse('2026-02-01T12:00:00Z') };
  const services = servicesAt(clock);
  const { groupId, memberIds } = await moveIn(services);
  const sending = { close: () => undefined, ...mailer };
  const outbox = outboxJob({ services, positions, mailer: sending, texts, publicUrl: 'https://pay.example.org' });
  const write = (who: Flatmate, rent: Rent) => createBill(services, asking(who), groupId, billOf(rent, memberIds));
  const edit = (who: Flatmate, { id, version }: Bill, rent: Rent) =>
    updateBill(services, { ...asking(who), ifVersion: version }, groupId, id, billOf(rent, memberIds));
  const takeBack = (who: Flatmate, { id, version }: Bill) =>
    reverseBill(services, { ...asking(who), ifVersion: version }, groupId, id);
  return { services, clock, positions, groupId, memberIds, outbox, write, edit, takeBack };
}

export type EditedFlat = Awaited<ReturnType<typeof openEditedFlat>>;

export const asking = (userId: string) => ({ userId, requestId: 'test' });

/** Keeps every mail that was taken. */
export function keepingMailer() {
  const taken: Mail[] = [];
  return { taken, mailer: { send: async (mail: Mail) => void taken.push(mail) } };
}

async function moveIn(services: Services) {
  for (const id of FLATMATES) await saveUser(services, id);
  const flat = { name: 'Flat', myName: 'Ana', currency: 'EUR', timeZone: 'Europe/Skopje', memberNames: [] };
  const { id: groupId } = await createGroup(services, asking('ana'), flat);
  for (const [userId, name] of [
    ['bo', 'Bo'],
    ['cy', 'Cy'],
  ] as const) {
    const { token } = await createInvitation(services, asking('ana'), groupId, {});
    await acceptInvitation(services, asking(userId), { token, name });
  }
  const members = (await services.store.get(groups, `group:${groupId}`, groupId))?.members ?? [];
  const [ana = '', bo = '', cy = ''] = members.map(({ id }) => id);
  return { groupId, memberIds: { ana, bo, cy } };
}

async function saveUser({ store }: Services, id: string): Promise<void> {
  const document = { id, version: 1, name: id, email: `${id}@example.org`, isAnonymous: false };
  const info = { partition: userPartition(id), verb: 'test', actor: 'test', requestId: 'test', at: 1 };
  await store.transact(info, async () => ({ writes: [put(identityCollections.user, document)], answer: null }));
}

function billOf(
  { title = 'Rent', currency = 'EUR', paid, shares, isDraft = false }: Rent,
  memberIds: Record<Flatmate, string>,
) {
  const amounts = (of: Rent['paid']) =>
    FLATMATES.flatMap((name) => {
      const euros = of[name];
      return euros === undefined ? [] : [{ memberId: memberIds[name], amountMinor: euros * 100 }];
    });
  const payers = amounts(paid);
  const input: CreateBillInput = {
    title,
    date: '2026-02-01',
    currency,
    totalMinor: payers.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
    payers,
    split: { method: 'exact', amounts: amounts(shares) },
  };
  return isDraft ? { ...input, isDraft } : input;
}
