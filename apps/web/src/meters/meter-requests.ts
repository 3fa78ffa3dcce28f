import type {
  AddReadingBody,
  ChargeCorrectionsWire,
  ChargeMetersBody,
  CorrectChargesBody,
  CorrectReadingBody,
  CreateMeterBody,
  MeterChargeWire,
  MeterWire,
  ReadingWire,
  ReplaceMeterBody,
  SetTariffBody,
  WireOf,
} from '@shared-payments/contract';
import { apiPath, type WriteRequest } from '../api/request.ts';

type MeterRequest = WriteRequest<WireOf<typeof MeterWire>>;
type ReadingRequest = WriteRequest<WireOf<typeof ReadingWire>>;
export type ChargeBody = WireOf<typeof ChargeMetersBody>;
export type Charge = WireOf<typeof MeterChargeWire>;
export type TariffBody = WireOf<typeof SetTariffBody>;
export type ReadingBody = WireOf<typeof AddReadingBody>;
export type NewMeter = WireOf<typeof CreateMeterBody>;

/** Who changes what: a meter of a group, as it was when it was looked at. */
export interface MeterPlace {
  readonly groupId: string;
  readonly id: string;
  readonly version: number;
}

const pathOf = ({ groupId, id }: Pick<MeterPlace, 'groupId' | 'id'>) => apiPath`/v1/groups/${groupId}/meters/${id}`;

export const createMeter =
  (groupId: string) =>
  (body: NewMeter): MeterRequest => ({
    method: 'POST',
    path: apiPath`/v1/groups/${groupId}/meters`,
    body,
  });

export const setTariff =
  (meter: MeterPlace) =>
  (body: TariffBody): MeterRequest => ({
    method: 'PUT',
    path: `${pathOf(meter)}/tariff`,
    body,
    ifVersion: meter.version,
  });

export const replaceMeter =
  (meter: MeterPlace) =>
  (body: WireOf<typeof ReplaceMeterBody>): MeterRequest => ({
    method: 'POST',
    path: `${pathOf(meter)}/replace`,
    body,
    ifVersion: meter.version,
  });

export const retireMeter =
  (meter: MeterPlace) =>
  (on: string): MeterRequest => ({
    method: 'POST',
    path: `${pathOf(meter)}/retire`,
    body: { on },
    ifVersion: meter.version,
  });

export const addReading =
  (groupId: string, meterId: string) =>
  (body: ReadingBody): ReadingRequest => ({
    method: 'POST',
    path: `${pathOf({ groupId, id: meterId })}/readings`,
    body,
  });

export const correctReading =
  (groupId: string, meterId: string, readingId: string, ifVersion: number) =>
  (body: WireOf<typeof CorrectReadingBody>): ReadingRequest => ({
    method: 'PATCH',
    path: apiPath`/v1/groups/${groupId}/meters/${meterId}/readings/${readingId}`,
    body,
    ifVersion,
  });

export const reviewReading =
  (groupId: string, meterId: string, readingId: string, ifVersion: number) => (): ReadingRequest => ({
    method: 'POST',
    path: apiPath`/v1/groups/${groupId}/meters/${meterId}/readings/${readingId}/review`,
    body: {},
    ifVersion,
  });

export const removeReading =
  (groupId: string, meterId: string, readingId: string, ifVersion: number) => (): WriteRequest<undefined> => ({
    method: 'DELETE',
    path: apiPath`/v1/groups/${groupId}/meters/${meterId}/readings/${readingId}`,
    ifVersion,
  });

export const chargeMeter =
  (groupId: string, meterId: string) =>
  (body: ChargeBody): WriteRequest<Charge> => ({
    method: 'POST',
    path: `${pathOf({ groupId, id: meterId })}/charges`,
    body,
  });

export const correctCharges =
  (groupId: string, meterId: string) =>
  (body: WireOf<typeof CorrectChargesBody>): WriteRequest<WireOf<typeof ChargeCorrectionsWire>> => ({
    method: 'POST',
    path: `${pathOf({ groupId, id: meterId })}/corrections`,
    body,
  });
