import { randomUUID } from 'node:crypto';
import type { Random } from '../../apps/api/src/api-contract/seeded-random.ts';
import { type Room, send, type Write } from './room.ts';

// People tap twice: both requests are on their way at the same time.
const SENT_TWICE = 0.1;
const WRITES_MAX = 2_000;

/** Somebody who goes on writing to a room until the API is gone; edits only what they made themselves. */
export async function writeOn(url: string, room: Room, random: Random): Promise<readonly Write[]> {
  const writes: Write[] = [];
  const mine: Record<Write['kind'], Set<string>> = { bills: new Set(), payments: new Set() };
  while (writes.length < WRITES_MAX) {
    const write = nextWrite(room, mine, random);
    writes.push(write);
    const times = random.isChance(SENT_TWICE) ? 2 : 1;
    const answers = await Promise.all(Array.from({ length: times }, () => send(url, write)));
    const answer = answers.find((one) => one !== undefined);
    if (answers.includes(undefined) || answer === undefined) return writes;
    if (answer.status < 300) mine[write.kind].add((JSON.parse(answer.text) as { id: string }).id);
  }
  return writes;
}

function nextWrite(room: Room, mine: Readonly<Record<Write['kind'], ReadonlySet<string>>>, random: Random): Write {
  const bills = [...mine.bills].flatMap((id) => room.bills.get(id) ?? []).filter(({ state }) => state === 'approved');
  const payments = [...mine.payments]
    .flatMap((id) => room.payments.get(id) ?? [])
    .filter(({ state }) => state === 'posted');
  const dice = random.integer(1, 100);
  if (dice <= 25 && bills.length > 0) {
    const { id, version } = random.pick(bills);
    return asWrite(room, 'bills', 'PUT', `/${id}`, { ...randomBill(room, random), version });
  }
  if (dice <= 33 && bills.length > 0) {
    const { id, version } = random.pick(bills);
    return asWrite(room, 'bills', 'POST', `/${id}/reverse`, { version });
  }
  if (dice <= 37 && payments.length > 0) {
    const { id, version } = random.pick(payments);
    return asWrite(room, 'payments', 'POST', `/${id}/reverse`, { version });
  }
  if (dice <= 55) return asWrite(room, 'payments', 'POST', '', randomPayment(room, random));
  return asWrite(room, 'bills', 'POST', '', randomBill(room, random));
}

function asWrite(room: Room, kind: Write['kind'], method: Write['method'], tail: string, body: object): Write {
  const path = `/v1/groups/${room.groupId}/${kind}${tail}`;
  return { room, kind, method, path, body, idempotencyKey: randomUUID(), answers: [] };
}

function randomBill({ memberIds }: Room, random: Random) {
  const totalMinor = random.integer(1, 1_000_000);
  const participants = memberIds.filter(() => random.isChance(0.7));
  return {
    title: `Bill ${random.integer(1, 1_000_000)}`,
    date: randomDate(random),
    currency: 'EUR',
    totalMinor,
    payers: [{ memberId: random.pick(memberIds), amountMinor: totalMinor }],
    split: { method: 'equal', participants: participants.length > 0 ? participants : memberIds },
  };
}

function randomPayment({ memberIds }: Room, random: Random) {
  const from = random.pick(memberIds);
  const to = random.pick(memberIds.filter((id) => id !== from));
  return { from, to, amountMinor: random.integer(1, 100_000), currency: 'EUR', date: randomDate(random) };
}

function randomDate(random: Random): string {
  return `2026-${String(random.integer(1, 12)).padStart(2, '0')}-${String(random.integer(1, 28)).padStart(2, '0')}`;
}
