import { isDeepStrictEqual } from 'node:util';
import { bodyOf } from '@shared-payments/bench/api-process/person.ts';
import type { Kind, Room } from './room.ts';

const PAGES_MAX = 1_000;
const PAGE = 200;

interface Identified {
  readonly id: string;
}

/** What the API now says of a room, beside what its answers have said: every write once, and balances that follow from them. */
export async function compareRoom(url: string, room: Room): Promise<readonly string[]> {
  return [
    ...differences(room, 'bills', await listAll(url, room, 'bills')),
    ...differences(room, 'payments', await listAll(url, room, 'payments')),
    ...(await balanceDifferences(url, room)),
  ];
}

async function listAll(url: string, room: Room, kind: Kind): Promise<readonly Identified[]> {
  const found: Identified[] = [];
  let cursor = '';
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const path = `/v1/groups/${room.groupId}/${kind}?limit=${PAGE}${cursor}`;
    const body = bodyOf<Record<Kind, readonly Identified[]> & { readonly nextCursor: string | null }>(
      await room.person.ask(url, 'GET', path),
    );
    found.push(...body[kind]);
    if (body.nextCursor === null) return found;
    cursor = `&cursor=${encodeURIComponent(body.nextCursor)}`;
  }
  throw new Error(`A room has more than ${PAGES_MAX * PAGE} ${kind}.`);
}

function differences(room: Room, kind: Kind, listed: readonly Identified[]): readonly string[] {
  const name = `${kind} of group ${room.groupId}`;
  const listedIds = new Set(listed.map(({ id }) => id));
  const twice = listed.length - listedIds.size;
  const lost = [...room[kind].keys()].filter((id) => !listedIds.has(id));
  const unasked = listed.filter(({ id }) => !room[kind].has(id));
  const changed = listed.filter(
    (document) => room[kind].has(document.id) && !isDeepStrictEqual(document, room[kind].get(document.id)),
  );
  return [
    ...(twice > 0 ? [`${name}: ${twice} are listed twice`] : []),
    ...lost.map((id) => `${name}: ${id} was acknowledged and is lost`),
    ...unasked.map(({ id }) => `${name}: ${id} belongs to no write: one had two effects`),
    ...changed.map(({ id }) => `${name}: ${id} is not what was answered last`),
  ];
}

async function balanceDifferences(url: string, room: Room): Promise<readonly string[]> {
  const { currencies } = bodyOf<{
    readonly currencies: readonly { readonly members: readonly { memberId: string; amountMinor: number }[] }[];
  }>(await room.person.ask(url, 'GET', `/v1/groups/${room.groupId}/balances`));
  const expected = expectedBalances(room);
  const told = new Map(currencies.flatMap(({ members }) => members).map((one) => [one.memberId, one.amountMinor]));
  return room.memberIds
    .filter((id) => (told.get(id) ?? 0) !== (expected.get(id) ?? 0))
    .map((id) => `balance of ${id}: is ${told.get(id) ?? 0}, and the answers sum to ${expected.get(id) ?? 0}`);
}

function expectedBalances(room: Room): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  const add = (memberId: string, amountMinor: number) => sums.set(memberId, (sums.get(memberId) ?? 0) + amountMinor);
  for (const { state, payers, shares } of room.bills.values()) {
    if (state !== 'approved') continue;
    for (const { memberId, amountMinor } of payers) add(memberId, amountMinor);
    for (const { memberId, amountMinor } of shares) add(memberId, -amountMinor);
  }
  for (const { state, from, to, amountMinor } of room.payments.values()) {
    if (state !== 'posted') continue;
    add(from, amountMinor);
    add(to, -amountMinor);
  }
  return sums;
}
