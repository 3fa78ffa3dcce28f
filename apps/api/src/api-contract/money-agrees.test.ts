import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { examineStore } from '@shared-payments/usecases';
import { startApi } from '../testing/api-under-test.ts';
import { exampleBill, examplePayment } from './example-bills.ts';
import { assertAgrees, type Flat, startFlat, sum } from './flat.ts';
import type { RoleName } from './people.ts';
import { type Random, seededRandom } from './seeded-random.ts';
import type { World } from './world.ts';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const MEMBER_COUNTS = [1, 2, 3, 7, 50];
const OPERATIONS = 24;
/** The more members, the more there is to compare. */
const checkEvery = (memberCount: number) => (memberCount > 10 ? 12 : 4);
const CURRENCIES = ['EUR', 'JPY', 'KWD', 'CLF'];

interface Written {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly shares?: readonly { readonly amountMinor: number }[];
  readonly totalMinor?: number;
}

describe('whatever is written, edited, reversed and paid', () => {
  for (const memberCount of MEMBER_COUNTS) {
    it(`shares sum to their bill, and balances, rows, debts and suggestions agree: ${memberCount} members`, async (context) => {
      context.diagnostic(`SEED=${seed}`);
      const random = seededRandom(seed + memberCount);
      const api = await startApi();
      const flat = await startFlat(memberCount, api);
      const done = new Map<string, number>();
      const written: { path: string; what: Written }[] = [];
      for (let step = 1; step <= OPERATIONS; step += 1) {
        const label = `SEED=${seed}, ${memberCount} members, step ${step}`;
        const verb = random.pick(['bill', 'bill', 'edit', 'reverse', 'pay']);
        const answer = await change(flat, verb, written, random);
        if (answer === undefined) continue;
        assert.ok(answer.status < 300, `${label}, ${verb}: ${answer.text}`);
        done.set(verb, (done.get(verb) ?? 0) + 1);
        assertSharesMakeTotal(answer.body, label);
        if (step % checkEvery(memberCount) === 0)
          for (const currency of CURRENCIES) await assertAgrees(flat, currency, label);
      }
      assert.deepEqual((await examineStore(api.services.store)).findings, []);
      context.diagnostic([...done].map(([verb, count]) => `${verb} ${count}`).join(', '));
      await api.close();
    });
  }
});

async function change(flat: Flat, verb: string, written: { path: string; what: Written }[], random: Random) {
  if (verb === 'pay' && flat.members.length < 2) return undefined;
  if (verb === 'bill' || verb === 'pay') {
    const path = verb === 'bill' ? '/bills' : '/payments';
    const make = verb === 'bill' ? exampleBill : examplePayment;
    const body = { ...make({ world: worldOf(flat), random }), currency: random.pick(CURRENCIES) };
    const answer = await flat.ask('POST', path, body);
    written.push({ path, what: answer.body });
    return answer;
  }
  const open = written.filter(
    ({ path, what }) => what.state !== 'reversed' && (verb === 'reverse' || path === '/bills'),
  );
  if (open.length === 0) return undefined;
  const chosen = random.pick(open);
  const match = { 'if-match': `"${chosen.what.version}"` };
  const path = `${chosen.path}/${chosen.what.id}`;
  const answer =
    verb === 'reverse'
      ? await flat.ask('POST', `${path}/reverse`, {}, match)
      : await flat.ask('PUT', path, exampleBill({ world: worldOf(flat), random }), match);
  chosen.what = answer.body;
  return answer;
}

/** All that the examples look at. */
function worldOf(flat: Flat): World {
  const memberIdOf = new Map(flat.members.map((id, index) => [`member ${index}` as RoleName, id]));
  return { memberIdOf } as unknown as World;
}

function assertSharesMakeTotal({ shares, totalMinor }: Written, label: string): void {
  if (shares !== undefined) assert.equal(sum(shares.map(({ amountMinor }) => amountMinor)), totalMinor, label);
}
