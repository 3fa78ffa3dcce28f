import { addDays, addMonths, daysBetween, endOfMonth, type LocalDate, localDateParts } from '@shared-payments/domain';
import {
  addComment,
  addReading,
  chargeMeters,
  createMeter,
  type MeterRecord,
  type RequestContext,
  replaceMeter,
  reviewReading,
  type Services,
  setTariff,
} from '@shared-payments/usecases';
import {
  ELECTRICITY_A_DAY,
  ELECTRICITY_PRICES,
  ELECTRICITY_VAT_PERCENT,
  LEAK_MILLI,
  LEAK_WEEKS_AGO,
  NEW_METER_INITIAL_MILLI,
  PRICE_CHANGE_AFTER_MONTHS,
  PRICE_CHANGE_DAY,
  SPREAD_PERCENT,
  SWAP_WEEKS_AGO,
  WATER_A_DAY,
  WATER_PRICE,
  WATER_VAT_PERCENT,
} from './flat-meters.ts';

export interface MeterSeeding {
  readonly services: Services;
  readonly context: RequestContext;
  readonly groupId: string;
  /** The first day of the first month. */
  readonly first: LocalDate;
  readonly today: LocalDate;
  readonly chance: () => number;
}

export interface FlatMeters {
  readonly electricity: MeterRecord;
  readonly water: MeterRecord;
  /** The month of the burst hose. */
  readonly leakOn: LocalDate;
}

/** Two years of readings of a two-tariff electricity meter (monthly) and a water meter (on Fridays), with all that happened to them. */
export async function seedMeters(seeding: MeterSeeding): Promise<FlatMeters> {
  const electricity = await seedElectricity(seeding);
  const { water, leakOn } = await seedWater(seeding);
  return { electricity, water, leakOn };
}

/** The bills of one month, by what was read: electricity by the size of the rooms, water alike. */
export async function chargeMonth(
  { services, context, groupId }: MeterSeeding,
  { electricity, water, leakOn }: FlatMeters,
  month: LocalDate,
  payers: { readonly electricity: string; readonly water: string },
): Promise<void> {
  const days = { from: month, through: endOfMonth(month) };
  await chargeMeters(services, context, groupId, electricity.id, {
    ...days,
    payers: [{ memberId: payers.electricity }],
    allocation: { rule: 'weight' },
  });
  const { bill } = await chargeMeters(services, context, groupId, water.id, {
    ...days,
    payers: [{ memberId: payers.water }],
  });
  if (bill === null || leakOn < days.from || leakOn > days.through) return;
  await addComment(services, context, groupId, bill.id, {
    text: 'That was the hose of the washing machine. The new one has a stop valve.',
  });
}

async function seedElectricity({
  services,
  context,
  groupId,
  first,
  today,
  chance,
}: MeterSeeding): Promise<MeterRecord> {
  const meter = await createMeter(services, context, groupId, {
    name: 'Electricity',
    resource: 'electricity',
    unit: 'kWh',
    digits: 6,
    registers: [
      { id: 'day', name: 'Day' },
      { id: 'night', name: 'Night' },
    ],
    serialNumber: 'EB 4471 209',
    readingEveryMonths: 1,
    readingDay: 1,
  });
  const changedOn = `${addMonths(first, PRICE_CHANGE_AFTER_MONTHS).slice(0, 8)}${PRICE_CHANGE_DAY}`;
  const versions = ELECTRICITY_PRICES.map(({ day, night, standingAMonth }, index) => ({
    validFrom: index === 0 ? first : changedOn,
    prices: [flatPrice('day', day), flatPrice('night', night)],
    standing: { per: 'month' as const, price: standingAMonth },
    vatPercent: ELECTRICITY_VAT_PERCENT,
  }));
  const priced = await setTariff(services, { ...context, ifVersion: meter.version }, groupId, meter.id, {
    currency: 'EUR',
    versions,
  });
  const shown = { day: 41_208_000, night: 18_733_000 };
  const written: Promise<unknown>[] = [];
  for (let date = first; date <= today; date = addMonths(date, 1)) {
    for (const register of ['day', 'night'] as const) {
      if (date > first) shown[register] += used(ELECTRICITY_A_DAY[register], addMonths(date, -1), date, chance);
      written.push(addReading(services, context, groupId, meter.id, { register, date, valueMilli: shown[register] }));
    }
  }
  // What arrives together runs in this order and is one write to the disk.
  await Promise.all(written);
  return priced;
}

async function seedWater(seeding: MeterSeeding): Promise<{ readonly water: MeterRecord; readonly leakOn: LocalDate }> {
  const { services, context, groupId, first, today, chance } = seeding;
  const lastFriday = addDays(today, -((weekdayOf(today) + 2) % 7));
  const [leakOn, swappedOn] = [addDays(lastFriday, -7 * LEAK_WEEKS_AGO), addDays(lastFriday, -7 * SWAP_WEEKS_AGO)];
  let water = await createWater(seeding, swappedOn);
  let [date, shown] = [first, 318_450];
  const written: Promise<unknown>[] = [addReading(services, context, groupId, water.id, { date, valueMilli: shown })];
  for (const friday of fridays(first, lastFriday)) {
    shown += used(WATER_A_DAY, date, friday, chance);
    date = friday;
    if (friday === swappedOn) {
      const registers = [{ register: 'total', finalMilli: shown, initialMilli: NEW_METER_INITIAL_MILLI }];
      const swap = { date, registers, serialNumber: 'W 90317', verifiedThrough: addMonths(date, 60) };
      water = await replaceMeter(services, { ...context, ifVersion: water.version }, groupId, water.id, swap);
      shown = NEW_METER_INITIAL_MILLI;
      continue;
    }
    written.push(addReading(services, context, groupId, water.id, { date, valueMilli: shown }));
    if (friday !== leakOn) continue;
    const monday = addDays(friday, 3);
    shown += LEAK_MILLI + used(WATER_A_DAY, friday, monday, chance);
    date = monday;
    await seedLeak(seeding, water.id, monday, shown);
  }
  await Promise.all(written);
  return { water, leakOn };
}

/** Out of the ordinary by far: kept only after a second look, and accepted by the primary payer. */
async function seedLeak(
  { services, context, groupId }: MeterSeeding,
  meterId: string,
  date: LocalDate,
  valueMilli: number,
): Promise<void> {
  const held = await addReading(services, context, groupId, meterId, { date, valueMilli, isConfirmed: true });
  await reviewReading(services, { ...context, ifVersion: held.version }, groupId, meterId, held.id);
}

async function createWater(
  { services, context, groupId, first }: MeterSeeding,
  verifiedThrough: LocalDate,
): Promise<MeterRecord> {
  const meter = await createMeter(services, context, groupId, {
    name: 'Water',
    resource: 'water',
    unit: 'm³',
    digits: 5,
    resolutionMilli: 1,
    serialNumber: 'W 51288',
    verifiedThrough,
  });
  const version = {
    validFrom: first,
    prices: [flatPrice('total', WATER_PRICE.unit)],
    standing: { per: 'month' as const, price: WATER_PRICE.standingAMonth },
    vatPercent: WATER_VAT_PERCENT,
  };
  const tariff = { currency: 'EUR', versions: [version] };
  return setTariff(services, { ...context, ifVersion: meter.version }, groupId, meter.id, tariff);
}

const flatPrice = (register: string, price: string) => ({ register, blocks: [{ uptoMilliPerMonth: null, price }] });

function fridays(after: LocalDate, last: LocalDate): readonly LocalDate[] {
  const count = Math.floor(daysBetween(after, last) / 7);
  return Array.from({ length: count }, (_, index) => addDays(last, -7 * (count - 1 - index)));
}

/** 0 is Sunday. */
function weekdayOf(date: LocalDate): number {
  // 1970-01-01 was a Thursday.
  return (((daysBetween('1970-01-01', date) + 4) % 7) + 7) % 7;
}

/** What is used from one day to another, by the month of each day. */
function used(aDay: readonly number[], from: LocalDate, until: LocalDate, chance: () => number): number {
  let milli = 0;
  for (let date = from; date < until; date = addDays(date, 1)) milli += aDay[localDateParts(date).month - 1] ?? 0;
  return Math.round(milli * (1 + ((chance() * 2 - 1) * SPREAD_PERCENT) / 100));
}
