import type { Meter, Reading } from '../meter.ts';

/** A cold-water meter with one register and five digits. */
export const meter = (more: Partial<Meter> = {}): Meter => ({
  id: 'm',
  resource: 'water',
  unit: 'm³',
  digits: 5,
  isRolloverAllowed: false,
  registers: [{ id: 'total', name: 'total' }],
  parentMeterId: null,
  memberIds: null,
  resolutionMilli: 1000,
  verifiedThrough: null,
  retiredOn: null,
  ...more,
});

/** Whole units of the meter's only register. */
export const reading = (date: string, units: number, more: Partial<Reading> = {}): Reading => ({
  meterId: 'm',
  register: 'total',
  date,
  valueMilli: units * 1000,
  source: 'manual',
  kind: 'regular',
  ...more,
});
