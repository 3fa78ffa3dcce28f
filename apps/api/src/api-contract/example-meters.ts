import { addDays, daysBetween } from '@shared-payments/domain';
import { freshName, type RoleName } from './people.ts';
import type { Random } from './seeded-random.ts';
import { call, operationIn, succeed, type World } from './world.ts';

interface MeterNeeds {
  readonly world: World;
  readonly random: Random;
}

interface MeterObjectNeeds extends MeterNeeds {
  readonly operation: { readonly id: string };
  readonly owner: RoleName;
  readonly params: Readonly<Record<string, string>>;
}

const FIRST_DAY = '2024-01-01';
const CHARGED = { from: '2024-03-01', through: '2024-03-31' };
const DAYS = 600;
/** On one line through all days, so that no two readings contradict each other. */
const MILLI_PER_DAY = 1_500;
const REGISTER = 'total';

export function exampleMeter({ world, random }: MeterNeeds): Record<string, unknown> {
  return {
    name: freshName('Meter'),
    resource: random.pick(['electricity', 'water', 'hot-water', 'gas', 'heat', 'other']),
    unit: random.pick(['kWh', 'm³']),
    ...(random.isChance(0.3) ? { digits: 6, isRolloverAllowed: true, memberIds: [...world.memberIdOf.values()] } : {}),
  };
}

export const exampleReading = ({ random }: Pick<MeterNeeds, 'random'>): Record<string, unknown> =>
  readingOn(addDays(FIRST_DAY, random.integer(1, DAYS)));

export function exampleReplacement({ random }: Pick<MeterNeeds, 'random'>): Record<string, unknown> {
  const { date, valueMilli } = readingOn(addDays(FIRST_DAY, DAYS + random.integer(1, 30)));
  return { date, registers: [{ register: REGISTER, finalMilli: valueMilli, initialMilli: random.integer(0, 9) }] };
}

export function exampleTariff({ random }: Pick<MeterNeeds, 'random'>): Record<string, unknown> {
  const blocks = [
    { uptoMilliPerMonth: 20_000, price: '9.2' },
    { uptoMilliPerMonth: null, price: '10.8' },
  ];
  const standing = { per: random.pick(['day', 'month']), price: '150.5' };
  const version = { validFrom: '2023-01-01', prices: [{ register: REGISTER, blocks }], standing, vatPercent: '18' };
  return { currency: random.pick(['EUR', 'MKD']), versions: [version] };
}

/** By an invoice: a tariff would have to be set first. */
export function exampleCharge({ world, random }: MeterNeeds): Record<string, unknown> {
  const [payer] = world.memberIdOf.values();
  return {
    ...CHARGED,
    invoiceMinor: random.pick([1, 100, 12_345]),
    currency: random.pick(['EUR', 'JPY']),
    payers: [{ memberId: payer }],
    allocation: random.pick([{ rule: 'equal' }, { rule: 'weight' }, { rule: 'owner', memberId: payer }]),
  };
}

/** A fresh meter; one that is to be charged has been read before and after the period. */
export async function meterMade({ world, operation, params, random }: MeterObjectNeeds): Promise<string> {
  const body = exampleMeter({ world, random });
  const meterId = String((await succeed(world, world.runner, 'createMeter', { params, body })).body.id);
  if (operation.id !== 'chargeMeters') return meterId;
  for (const date of [CHARGED.from, addDays(CHARGED.through, 1)]) {
    await succeed(world, world.runner, 'addReading', { params: { ...params, meterId }, body: readingOn(date) });
  }
  return meterId;
}

/** A reading by `owner`; one that is to be reviewed was lower than another, which has been taken out since. */
export async function readingMade({ world, operation, owner, params, random }: MeterObjectNeeds): Promise<string> {
  const add = async (body: object) => (await succeed(world, owner, 'addReading', { params, body })).body;
  if (operation.id !== 'reviewReading') return (await add(exampleReading({ random }))).id;
  const higher = await add({ date: FIRST_DAY, valueMilli: 2_000 });
  const waiting = await add({ date: addDays(FIRST_DAY, 1), valueMilli: 1_000, isConfirmed: true });
  const headers = { 'if-match': `"${higher.version}"` };
  await call(world, world.runner, operationIn(world, 'removeReading'), {
    params: { ...params, readingId: higher.id },
    headers,
  });
  return waiting.id;
}

function readingOn(date: string): { readonly date: string; readonly valueMilli: number } {
  return { date, valueMilli: daysBetween(FIRST_DAY, date) * MILLI_PER_DAY };
}
