import { type Answer, bodyOf, type Person, registerPerson } from '@shared-payments/bench/api-process/person.ts';

export interface BillAnswer {
  readonly id: string;
  readonly version: number;
  readonly state: 'draft' | 'approved' | 'reversed';
  readonly payers: readonly { readonly memberId: string; readonly amountMinor: number }[];
  readonly shares: readonly { readonly memberId: string; readonly amountMinor: number }[];
}

export interface PaymentAnswer {
  readonly id: string;
  readonly version: number;
  readonly state: 'posted' | 'reversed';
  readonly from: string;
  readonly to: string;
  readonly amountMinor: number;
}

/** A group that is written to, and everything its answers have said so far: what the API must still know after a kill. */
export interface Room {
  readonly person: Person;
  readonly groupId: string;
  readonly memberIds: readonly string[];
  readonly bills: Map<string, BillAnswer>;
  readonly payments: Map<string, PaymentAnswer>;
}

export type Kind = 'bills' | 'payments';

/** A write as it is sent, and sent again, with the same key. */
export interface Write {
  readonly room: Room;
  readonly kind: Kind;
  readonly method: 'POST' | 'PUT';
  readonly path: string;
  readonly body: object;
  readonly idempotencyKey: string;
  /** Every whole answer that came; none as long as nobody knows whether it happened. */
  readonly answers: Answer[];
}

export async function createRoom(url: string, name: string): Promise<Room> {
  const person = await registerPerson(url, name);
  const group = bodyOf<{ readonly id: string; readonly members: readonly { readonly id: string }[] }>(
    await person.ask(url, 'POST', '/v1/groups', {
      name,
      myName: name,
      currency: 'EUR',
      timeZone: 'Europe/Zagreb',
      memberNames: ['Marko', 'Iva', 'Luka', 'Ema'],
    }),
  );
  const memberIds = group.members.map(({ id }) => id);
  return { person, groupId: group.id, memberIds, bills: new Map(), payments: new Map() };
}

/** Sends `write` and notes its answer. Undefined when no whole answer came. */
export async function send(url: string, write: Write): Promise<Answer | undefined> {
  const { room, method, path, body, idempotencyKey } = write;
  const headers = { 'idempotency-key': idempotencyKey };
  const answer = await room.person.ask(url, method, path, body, headers).catch(() => undefined);
  if (answer === undefined) return undefined;
  write.answers.push(answer);
  if (answer.status < 300) remember(room, write.kind, answer);
  return answer;
}

/** The newest version of each document counts: a repeated key answers with an older one. */
function remember(room: Room, kind: Kind, answer: Answer): void {
  const document = bodyOf<BillAnswer & PaymentAnswer>(answer);
  const known = room[kind].get(document.id);
  if (known === undefined || known.version < document.version) room[kind].set(document.id, document);
}
