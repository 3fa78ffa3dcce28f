import assert from 'node:assert/strict';
import { type ApiUnderTest, type Asked, startApi } from '../testing/api-under-test.ts';

/** A group of people who share, and what tests about money ask of it; Ana runs it and does the asking. */
export interface Flat {
  readonly api: ApiUnderTest;
  readonly path: string;
  /** Ana first. */
  readonly members: readonly string[];
  ask(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Asked>;
  /** As `ask`, for what has to go well. */
  get(path: string): Promise<Asked['body']>;
  addBill(bill: object): Promise<Asked['body']>;
  /** By member, 0 for who is not in it. */
  balances(currency: string): Promise<Readonly<Record<string, number>>>;
}

export interface ListedAmount {
  readonly memberId: string;
  readonly amountMinor: number;
}

interface Transfer {
  readonly from: string;
  readonly to: string;
  readonly amountMinor: number;
}

const NAMES = ['Marko', 'Iva', 'Zoran', 'Elena', 'Petar', 'Sara', 'Goran', 'Mila', 'Boris'];

/** `memberCount` from 1 to 50. */
export async function startFlat(memberCount: number, api?: ApiUnderTest): Promise<Flat> {
  const started = api ?? (await startApi());
  const memberNames = Array.from({ length: memberCount - 1 }, (_, index) => NAMES[index] ?? `Member ${index}`);
  const flat = { name: 'Flat', myName: 'Ana', currency: 'EUR', timeZone: 'Europe/Skopje', memberNames };
  const { body: group } = await started.ask('ana', 'POST', '/v1/groups', flat);
  const path = `/v1/groups/${group.id}`;
  const ask: Flat['ask'] = (method, sub, body, headers) => started.ask('ana', method, path + sub, body, headers);
  const get: Flat['get'] = async (sub) => {
    const answer = await ask('GET', sub);
    assert.equal(answer.status, 200, `${sub}: ${answer.text}`);
    return answer.body;
  };
  return {
    api: started,
    path,
    members: group.members.map(({ id }: { id: string }) => id),
    ask,
    get,
    async addBill(bill) {
      const answer = await ask('POST', '/bills', bill);
      assert.equal(answer.status, 201, answer.text);
      return answer.body;
    },
    async balances(currency) {
      const { currencies } = await get('/balances');
      const found = currencies.find((one: { currency: string }) => one.currency === currency);
      return byMember(found?.members ?? []);
    },
  };
}

/** A bill that the first of `participants` paid and all of them share alike. */
export function equalBill(participants: readonly string[], totalMinor: number, currency = 'EUR', more: object = {}) {
  const payers = [{ memberId: participants[0], amountMinor: totalMinor }];
  return {
    title: 'Bill',
    date: '2026-10-05',
    currency,
    totalMinor,
    payers,
    split: { method: 'equal', participants },
    ...more,
  };
}

export function byMember(amounts: readonly ListedAmount[]): Readonly<Record<string, number>> {
  return Object.fromEntries(amounts.map(({ memberId, amountMinor }) => [memberId, amountMinor]));
}

export const sum = (amounts: readonly number[]): number =>
  Number(amounts.reduce((total, amount) => total + BigInt(amount), 0n));

/** The balances once every transfer was made. */
export function afterTransfers(
  balances: Readonly<Record<string, number>>,
  transfers: readonly Transfer[],
): Readonly<Record<string, number>> {
  const after = { ...balances };
  for (const { from, to, amountMinor } of transfers) {
    after[from] = (after[from] ?? 0) + amountMinor;
    after[to] = (after[to] ?? 0) - amountMinor;
  }
  return after;
}

/**
 * Everything the product says about a currency agrees: balances sum to 0, are what the rows of each member sum to, are what
 * members owe each other, and are settled to exactly 0 by every way of settling, without a payment of nothing.
 */
export async function assertAgrees(flat: Flat, currency: string, label: string): Promise<void> {
  const balances = await flat.balances(currency);
  assert.equal(sum(Object.values(balances)), 0, label);
  for (const [memberId, balance] of Object.entries(balances)) {
    const why = await flat.get(`/members/${memberId}/why?currency=${currency}&limit=200`);
    assert.equal(why.nextCursor, null, label);
    assert.deepEqual(
      [why.balanceMinor, sum(why.lines.map((line: { netMinor: number }) => line.netMinor))],
      [balance, balance],
      label,
    );
  }
  const { debts } = await flat.get(`/debts?currency=${currency}`);
  const settlements = ['fewest', 'keep-creditors', 'through-primary'].map(
    async (mode) => (await flat.get(`/settlement?currency=${currency}&mode=${mode}`)).transfers,
  );
  for (const transfers of [debts, ...(await Promise.all(settlements))]) {
    assert.ok(
      transfers.every((one: Transfer) => one.amountMinor > 0 && one.from !== one.to),
      label,
    );
    const left = Object.values(afterTransfers(balances, transfers));
    assert.deepEqual(
      left.filter((amount) => amount !== 0),
      [],
      label,
    );
  }
}
