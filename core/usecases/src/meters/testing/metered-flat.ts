import { createMemoryFiles, createMemoryStore } from '@shared-payments/adapter-memory';
import { createGroup } from '../../groups/create-group.ts';
import type { Group } from '../../groups/group.ts';
import type { RequestContext, Services } from '../../ports/services.ts';
import { type AddReadingInput, addReading } from '../add-reading.ts';
import { type ChargeMetersInput, chargeMeters } from '../charge-meters.ts';
import { type CreateMeterInput, createMeter } from '../create-meter.ts';
import type { MeterRecord } from '../meter.ts';
import type { ReadingRecord } from '../reading.ts';
import { setTariff } from '../set-tariff.ts';

export interface MeteredFlat {
  readonly services: Services;
  readonly clock: { now: number };
  readonly group: Group;
  readonly ana: string;
  readonly marko: string;
  readonly iva: string;
  /** Ana, the primary payer; with the version she saw, for edits. */
  as(ifVersion?: number, more?: Partial<RequestContext>): RequestContext;
  meter(more?: Partial<CreateMeterInput>): Promise<MeterRecord>;
  /** Whole units. */
  read(meterId: string, date: string, units: number, more?: Partial<AddReadingInput>): Promise<ReadingRecord>;
  charge(meterId: string, month: string, more?: Partial<ChargeMetersInput>): ReturnType<typeof chargeMeters>;
}

/** A flat of three in Skopje on the memory store. 100 cents a unit and no more is what `priced` meters cost. */
export async function openFlat(today: string): Promise<MeteredFlat> {
  const clock = { now: Date.parse(`${today}T12:00:00Z`) };
  let made = 0;
  const newId = () => {
    made += 1;
    return `id-${String(made).padStart(6, '0')}`;
  };
  const services: Services = {
    store: createMemoryStore(),
    files: createMemoryFiles(),
    now: () => clock.now,
    newId,
    sign: (text) => text,
  };
  const as: MeteredFlat['as'] = (ifVersion, more = {}) => ({
    userId: 'ana',
    requestId: 'test',
    ...(ifVersion === undefined ? {} : { ifVersion }),
    ...more,
  });
  const group = await createGroup(services, as(), {
    name: 'Flat',
    myName: 'Ana',
    currency: 'EUR',
    timeZone: 'Europe/Skopje',
    memberNames: ['Marko', 'Iva'],
  });
  const [ana = '', marko = '', iva = ''] = group.members.map(({ id }) => id);
  return {
    services,
    clock,
    group,
    ana,
    marko,
    iva,
    as,
    meter: (more) =>
      createMeter(services, as(), group.id, { name: 'Water', resource: 'water', unit: 'm³', digits: 5, ...more }),
    read: (meterId, date, units, more) =>
      addReading(services, as(), group.id, meterId, { date, valueMilli: units * 1000, ...more }),
    charge: (meterId, month, more) =>
      chargeMeters(services, as(), group.id, meterId, { ...daysOf(month), payers: [{ memberId: ana }], ...more }),
  };
}

/** A meter with a price of 100 cents a unit from 2025 on. */
export async function pricedMeter(flat: MeteredFlat, more?: Partial<CreateMeterInput>): Promise<MeterRecord> {
  const meter = await flat.meter(more);
  const blocks = [{ uptoMilliPerMonth: null, price: '100' }];
  const prices = meter.registers.map(({ id }) => ({ register: id, blocks }));
  return setTariff(flat.services, flat.as(meter.version), flat.group.id, meter.id, {
    currency: 'EUR',
    versions: [{ validFrom: '2025-01-01', prices, standing: null, vatPercent: '0' }],
  });
}

/** First and last day of '2026-02'. */
export function daysOf(month: string): { readonly from: string; readonly through: string } {
  const last = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0));
  return { from: `${month}-01`, through: last.toISOString().slice(0, 10) };
}
