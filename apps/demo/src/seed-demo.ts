import { addMonths, daysInMonth, localDateAt, localDateParts, startOfMonth } from '@shared-payments/domain';
import {
  addComment,
  createBill,
  createGroup,
  createRecurringBill,
  type Group,
  openDispute,
  planSettlement,
  type RequestContext,
  recordPayment,
  type Services,
  updateMember,
} from '@shared-payments/usecases';
import { createChance } from './chance.ts';
import { FLAT_COSTS, type FlatCost } from './flat-year.ts';
import { chargeMonth, seedMeters } from './seed-meters.ts';

const MONTHS = 24;
const SEED = 20_261_123;
const CURRENCY = 'EUR';
const TIME_ZONE = 'Europe/Skopje';
const ROOM_WEIGHTS = { ana: 40, marko: 32, iva: 28 } as const;

type Person = FlatCost['payer'];
type People = Readonly<Record<Person, string>>;

/** A flat of three with two years of bills and readings up to today, settled now and then. Answers the group. */
export async function seedDemo(services: Services, context: RequestContext): Promise<Group> {
  const group = await createGroup(services, context, {
    name: 'Flat on Partizanska',
    myName: 'Ana',
    currency: CURRENCY,
    timeZone: TIME_ZONE,
    memberNames: ['Marko', 'Iva'],
  });
  const [ana = '', marko = '', iva = ''] = group.members.map((member) => member.id);
  const people: People = { ana, marko, iva };
  for (const [name, weight] of Object.entries(ROOM_WEIGHTS)) {
    const member = group.members.find(({ id }) => id === people[name as Person]);
    if (member)
      await updateMember(services, { ...context, ifVersion: member.version }, group.id, member.id, { weight });
  }
  const today = localDateAt(services.now(), TIME_ZONE);
  const chance = createChance(SEED);
  const first = addMonths(startOfMonth(today), -MONTHS);
  const metering = { services, context, groupId: group.id, first, today, chance: createChance(SEED + 1) };
  const meters = await seedMeters(metering);
  for (let back = MONTHS; back >= 0; back -= 1) {
    const month = addMonths(startOfMonth(today), -back);
    await seedMonth(services, context, group.id, people, month, today, chance);
    if (month > first) await chargeMonth(metering, meters, addMonths(month, -1), { electricity: ana, water: marko });
    if (back % 6 === 1) await settleUp(services, context, group.id, addMonths(month, 1), today);
  }
  await seedWhatIsComing(services, context, group.id, people, today);
  return group;
}

async function seedMonth(
  services: Services,
  context: RequestContext,
  groupId: string,
  people: People,
  month: string,
  today: string,
  chance: () => number,
): Promise<void> {
  const { year, month: number } = localDateParts(month);
  const made: Promise<unknown>[] = [];
  for (const cost of FLAT_COSTS) {
    const date = `${month.slice(0, 8)}${String(cost.day).padStart(2, '0')}`;
    const usual = cost.monthsMinor[number - 1] ?? 0;
    const totalMinor = Math.round(usual * (1 + ((chance() * 2 - 1) * cost.spreadPercent) / 100));
    if (totalMinor === 0 || date > today) continue;
    const bill = {
      title: cost.title,
      category: cost.category,
      date,
      currency: CURRENCY,
      totalMinor,
      payers: [{ memberId: people[cost.payer], amountMinor: totalMinor }],
      split: splitOf(cost, people, daysInMonth(year, number), chance),
    };
    made.push(createBill(services, context, groupId, bill));
  }
  // What arrives together runs in this order and is one write to the disk.
  await Promise.all(made);
}

function splitOf(cost: FlatCost, people: People, days: number, chance: () => number) {
  const everybody = Object.entries(people) as [Person, string][];
  if (cost.split === 'equal')
    return { method: 'equal' as const, participants: everybody.map(([, memberId]) => memberId) };
  if (cost.split === 'rooms') {
    return {
      method: 'weight' as const,
      weights: everybody.map(([name, memberId]) => ({ memberId, weight: ROOM_WEIGHTS[name] })),
    };
  }
  // Now and then somebody is away for some days and eats elsewhere.
  const away = () => (chance() < 0.25 ? Math.floor(chance() * 12) : 0);
  return { method: 'person-days' as const, days: everybody.map(([, memberId]) => ({ memberId, days: days - away() })) };
}

async function settleUp(
  services: Services,
  context: RequestContext,
  groupId: string,
  date: string,
  today: string,
): Promise<void> {
  if (date > today) return;
  const { transfers } = await planSettlement(services, context, groupId, {});
  for (const { from, to, amountMinor } of transfers) {
    await recordPayment(services, context, groupId, {
      from,
      to,
      amountMinor,
      currency: CURRENCY,
      date,
      method: 'bank',
      notes: 'Settled up',
    });
  }
}

async function seedWhatIsComing(
  services: Services,
  context: RequestContext,
  groupId: string,
  people: People,
  today: string,
): Promise<void> {
  const everybody = Object.values(people);
  const dinner = await createBill(services, context, groupId, {
    title: 'Dinner at the lake',
    category: 'Food',
    date: today,
    currency: CURRENCY,
    totalMinor: 8_760,
    payers: [
      { memberId: people.marko, amountMinor: 5_000 },
      { memberId: people.iva, amountMinor: 3_760 },
    ],
    split: {
      method: 'itemised',
      items: [
        {
          label: 'Fish for two',
          amountMinor: 3_900,
          weights: [
            { memberId: people.ana, weight: 1 },
            { memberId: people.iva, weight: 1 },
          ],
        },
        { label: 'Tavče gravče', amountMinor: 1_400, weights: [{ memberId: people.marko, weight: 1 }] },
        { label: 'Wine', amountMinor: 2_500, weights: everybody.map((memberId) => ({ memberId, weight: 1 })) },
      ],
      taxMinor: 0,
      tipMinor: 960,
    },
  });
  await addComment(services, context, groupId, dinner.id, { text: 'Lovely evening. The wine was on the house card.' });
  await openDispute(services, context, groupId, dinner.id, { itemIndex: 2, reason: 'Iva drank water' });
  const nextMonth = addMonths(startOfMonth(today), 1);
  await createRecurringBill(services, context, groupId, {
    rule: { frequency: 'monthly', interval: 1, startDate: nextMonth },
    template: {
      title: 'Rent',
      category: 'Rent',
      currency: CURRENCY,
      totalMinor: 78_000,
      payers: [{ memberId: people.ana, amountMinor: 78_000 }],
      split: {
        method: 'weight',
        weights: (Object.keys(people) as Person[]).map((name) => ({
          memberId: people[name],
          weight: ROOM_WEIGHTS[name],
        })),
      },
      dueInDays: 5,
    },
  });
}
