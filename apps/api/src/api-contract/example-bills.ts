import type { ExampleNeeds } from './example-bodies.ts';
import type { Random } from './seeded-random.ts';

const AMOUNTS = [1, 3, 100, 10_000, 123_457, -7, -5_000];
const CURRENCIES = ['EUR', 'JPY', 'KWD'];

/** A bill whose payers and shares make its total, by any of the ways to split. */
export function exampleBill({ world, random }: Pick<ExampleNeeds, 'world' | 'random'>): Record<string, unknown> {
  const members = [...world.memberIdOf.values()];
  const totalMinor = random.pick(AMOUNTS);
  const payerCount = random.integer(1, Math.min(3, members.length));
  return {
    title: random.pick(['Rent', 'Water, October', 'Žarulje & крушки']),
    date: random.pick(['2026-10-31', '2024-02-29', '2026-11-01']),
    currency: random.pick(CURRENCIES),
    totalMinor,
    payers: parts(totalMinor, payerCount).map((amountMinor, index) => ({ memberId: members[index], amountMinor })),
    split: splitOf(totalMinor, members, random),
    ...(random.isChance(0.3) ? { dueOn: '2026-12-15', category: 'utilities', notes: 'two\nlines' } : {}),
  };
}

/** A template without a date, and how often it comes: nothing here is due before it is made. */
export function exampleRecurringBill(needs: Pick<ExampleNeeds, 'world' | 'random'>): Record<string, unknown> {
  const { date: _fromTheRule, dueOn: _fromTheRuleToo, ...template } = exampleBill(needs);
  const frequency = needs.random.pick(['daily', 'weekly', 'monthly', 'yearly']);
  return { rule: { frequency, interval: needs.random.integer(1, 3), startDate: '2027-01-31' }, template };
}

export function examplePayment({ world, random }: Pick<ExampleNeeds, 'world' | 'random'>): Record<string, unknown> {
  const [from, to] = world.memberIdOf.values();
  const amountMinor = random.pick([1, 250, 99_999]);
  return { from, to: to ?? from, amountMinor, currency: random.pick(CURRENCIES), date: '2026-11-02' };
}

function splitOf(totalMinor: number, members: readonly string[], random: Random): Record<string, unknown> {
  const each = <T>(make: (memberId: string, index: number) => T) => members.map(make);
  const weights = each((memberId, index) => ({ memberId, weight: index + 1 }));
  const amounts = parts(totalMinor, members.length).map((amountMinor, index) => ({
    memberId: members[index],
    amountMinor,
  }));
  return random.pick<Record<string, unknown>>([
    { method: 'equal', participants: members },
    { method: 'weight', weights },
    { method: 'exact', amounts },
    { method: 'percentage', percentages: [{ memberId: members[0], percent: '100' }] },
    { method: 'person-days', days: each((memberId, index) => ({ memberId, days: index * 7 + 1 })) },
    { method: 'meter', consumptions: each((memberId, index) => ({ memberId, milli: index * 1_500 + 1 })) },
    {
      method: 'itemised',
      items: [{ label: 'Everything', amountMinor: totalMinor, weights }],
      taxMinor: 0,
      tipMinor: 0,
    },
  ]);
}

/** `total` in `count` integers that sum to it. */
function parts(total: number, count: number): readonly number[] {
  const part = Math.trunc(total / count);
  return Array.from({ length: count }, (_, index) => (index === 0 ? total - part * (count - 1) : part));
}
