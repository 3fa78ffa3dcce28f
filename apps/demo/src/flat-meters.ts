/** What the flat uses on a day, from January to December, in thousandths, before chance has its way. */
export const ELECTRICITY_A_DAY: Readonly<Record<'day' | 'night', readonly number[]>> = {
  day: [6_400, 6_100, 5_500, 4_900, 4_400, 4_300, 4_900, 4_800, 4_500, 5_000, 5_700, 6_300],
  night: [3_100, 3_000, 2_600, 2_200, 1_900, 1_800, 2_000, 2_000, 1_900, 2_300, 2_700, 3_100],
};
export const WATER_A_DAY = [340, 335, 345, 350, 365, 390, 410, 405, 375, 355, 345, 340] as const;

/** How far a reading may be off, in per cent. */
export const SPREAD_PERCENT = 12;

/** A hose that burst on a Friday evening and was found on Monday: about six litres a minute. */
export const LEAK_MILLI = 26_400;
export const LEAK_WEEKS_AGO = 22;

/** The water meter is swapped in the middle of the two years, when its verification ends. */
export const SWAP_WEEKS_AGO = 52;
export const NEW_METER_INITIAL_MILLI = 212;

/** Prices of units in cents. Electricity becomes dearer in the middle of a month. */
export const ELECTRICITY_PRICES = [
  { day: '9.72', night: '4.86', standingAMonth: '312' },
  { day: '11.35', night: '5.64', standingAMonth: '340' },
] as const;
export const PRICE_CHANGE_AFTER_MONTHS = 14;
export const PRICE_CHANGE_DAY = 15;
export const WATER_PRICE = { unit: '97.4', standingAMonth: '185' } as const;
export const ELECTRICITY_VAT_PERCENT = '18';
export const WATER_VAT_PERCENT = '5';
