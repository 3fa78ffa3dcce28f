import {
  addDays,
  addMonths,
  daysBetween,
  type LocalDate,
  parseLocalDate,
  startOfMonth,
} from '../calendar/local-date.ts';
import { AppError } from '../errors.ts';
import type { MeterRegister } from './meter.ts';
import { add, isLess, parseRational, type Rational, rational, ZERO } from './rational.ts';

/** Up to so much a month at this price; the last block of a register has no end. */
export interface PriceBlock {
  readonly uptoMilliPerMonth: number | null;
  /** Minor units of the currency for one unit of the meter, as decimal text: '9.2' is 9.2 cents a kWh. */
  readonly price: string;
}

export interface RegisterPrice {
  readonly register: string;
  readonly blocks: readonly PriceBlock[];
}

/** What is paid without using anything. */
export interface StandingCharge {
  readonly per: 'day' | 'month';
  /** Minor units, as decimal text. */
  readonly price: string;
}

export interface TariffVersion {
  /** The first day these prices count; they end where the next version begins. */
  readonly validFrom: LocalDate;
  readonly prices: readonly RegisterPrice[];
  readonly standing: StandingCharge | null;
  /** Decimal text such as '19' or '5.5', on everything above it. */
  readonly vatPercent: string;
}

/** A part of a period in which one version is in force: the days from `from` up to, not including, `until`. */
export interface TariffStretch {
  readonly version: TariffVersion;
  readonly from: LocalDate;
  readonly until: LocalDate;
}

export const TARIFF_VERSIONS_MAX = 120;
export const PRICE_BLOCKS_MAX = 8;

const HUNDRED = rational(100n);

/** Errors: `invalid_input` naming what does not fit. */
export function assertTariff(versions: readonly TariffVersion[], registers: readonly MeterRegister[]): void {
  if (versions.length < 1 || versions.length > TARIFF_VERSIONS_MAX) {
    throw new AppError('invalid_input', `A tariff has 1 to ${TARIFF_VERSIONS_MAX} versions.`);
  }
  const days = versions.map(({ validFrom }) => parseLocalDate(validFrom));
  if (days.some((day, index) => index > 0 && day <= (days[index - 1] ?? ''))) {
    throw new AppError('invalid_input', 'Versions of a tariff stand in the order of their first days, each once.');
  }
  for (const version of versions) assertVersion(version, registers);
}

/** The versions in force in a period, in order. Errors: `invalid_input` when none is in force at its beginning. */
export function stretchesOf(
  versions: readonly TariffVersion[],
  from: LocalDate,
  until: LocalDate,
): readonly TariffStretch[] {
  const first = versions.findLastIndex(({ validFrom }) => validFrom <= from);
  if (first < 0) {
    throw new AppError('invalid_input', 'The tariff has no prices for the beginning of the period.', {
      from,
      firstValidFrom: versions[0]?.validFrom ?? null,
    });
  }
  return versions.slice(first).flatMap((version, index) => {
    const start = index === 0 ? from : version.validFrom;
    const end = versions[first + index + 1]?.validFrom ?? until;
    return start < until ? [{ version, from: start, until: end < until ? end : until }] : [];
  });
}

/** How many months some days are: each day is one part of its whole month, so a clamped period never costs a whole one. */
export function monthsBetween(from: LocalDate, until: LocalDate): Rational {
  let months = ZERO;
  for (let start = from; start < until; ) {
    const monthStart = startOfMonth(start);
    const nextMonth = addMonths(monthStart, 1);
    const end = nextMonth < until ? nextMonth : until;
    months = add(months, rational(BigInt(daysBetween(start, end)), BigInt(daysBetween(monthStart, nextMonth))));
    start = end;
  }
  return months;
}

function assertVersion(version: TariffVersion, registers: readonly MeterRegister[]): void {
  const priced = version.prices.map(({ register }) => register);
  const isWhole = priced.length === registers.length && registers.every(({ id }) => priced.includes(id));
  if (!isWhole) {
    throw new AppError('invalid_input', 'A tariff has one price for each register of the meter.', {
      validFrom: version.validFrom,
      registers: registers.map(({ id }) => id),
    });
  }
  for (const { blocks } of version.prices) assertBlocks(blocks);
  if (version.standing !== null) requirePositive(parseRational(version.standing.price));
  const vat = parseRational(version.vatPercent);
  requirePositive(vat);
  if (isLess(HUNDRED, vat)) throw new AppError('invalid_input', 'VAT is a percentage from 0 to 100.');
}

function assertBlocks(blocks: readonly PriceBlock[]): void {
  if (blocks.length < 1 || blocks.length > PRICE_BLOCKS_MAX) {
    throw new AppError('invalid_input', `A register has 1 to ${PRICE_BLOCKS_MAX} price blocks.`);
  }
  let before = 0;
  for (const [index, { uptoMilliPerMonth, price }] of blocks.entries()) {
    requirePositive(parseRational(price));
    const isLast = index === blocks.length - 1;
    const isInOrder = uptoMilliPerMonth === null ? isLast : !isLast && uptoMilliPerMonth > before;
    if (!isInOrder) throw new AppError('invalid_input', 'Price blocks grow, and only the last one has no end.');
    before = uptoMilliPerMonth ?? before;
  }
}

function requirePositive(value: Rational): void {
  if (value.numerator < 0n) throw new AppError('invalid_input', 'A price or percentage is not below 0.');
}

/** The day after the last one of a period that is given by its first and last day. Errors: `invalid_input`. */
export function untilOf(from: LocalDate, through: LocalDate): LocalDate {
  if (parseLocalDate(through) < parseLocalDate(from)) {
    throw new AppError('invalid_input', 'The period ends before it begins.', { from, through });
  }
  return addDays(through, 1);
}
