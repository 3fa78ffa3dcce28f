import { type Answer, bodyOf, type Person, registerPerson } from './api-process/person.ts';

/** A group of four with one account, as the measurements use it. */
export interface Flat {
  readonly person: Person;
  readonly groupId: string;
  /** Ids of its members, the account's own first. */
  readonly members: readonly string[];
  /** The body of a request that makes an equal bill among all four. */
  billBody(title: string): object;
  createBill(url: string, title: string): Promise<Answer>;
}

const TOTAL_MINOR = 10_001;

/** Makes an account and its group at the API behind `url`. */
export async function createFlat(url: string): Promise<Flat> {
  const person = await registerPerson(url, 'Ana');
  const group = bodyOf<{ readonly id: string; readonly members: readonly { readonly id: string }[] }>(
    await person.ask(url, 'POST', '/v1/groups', {
      name: 'Flat',
      myName: 'Ana',
      currency: 'EUR',
      timeZone: 'Europe/Zagreb',
      memberNames: ['Marko', 'Iva', 'Luka'],
    }),
  );
  const participants = group.members.map(({ id }) => id);
  const billBody = (title: string) => equalBill(participants, title);
  return {
    person,
    groupId: group.id,
    members: participants,
    billBody,
    createBill: (at, title) => person.ask(at, 'POST', `/v1/groups/${group.id}/bills`, billBody(title)),
  };
}

/** What a person says of a bill that the first of `participants` paid and all share. */
export function equalBill(participants: readonly string[], title: string) {
  return {
    title,
    date: '2026-03-14',
    currency: 'EUR',
    totalMinor: TOTAL_MINOR,
    payers: [{ memberId: participants[0] ?? '', amountMinor: TOTAL_MINOR }],
    split: { method: 'equal' as const, participants: [...participants] },
  };
}
