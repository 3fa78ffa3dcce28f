import { exponentOf } from '@shared-payments/domain';
import type { Meter } from '../meter-queries.ts';
import type { TariffBody } from '../meter-requests.ts';
import { readQuantity, writeQuantity } from '../read-quantity.ts';

type TariffVersion = TariffBody['versions'][number];

export interface BlockDraft {
  /** Empty: everything beyond the blocks before. */
  readonly upto: string;
  readonly price: string;
}

/** One version of a tariff as it is typed: prices in whole units of the currency, as they stand on a supplier's paper. */
export interface TariffDraft {
  readonly validFrom: string;
  readonly blocks: Readonly<Record<string, readonly BlockDraft[]>>;
  readonly standing: string;
  readonly standingPer: 'day' | 'month';
  readonly vat: string;
}

const PRICE = /^[0-9]{1,10}(?:[.][0-9]{1,12})?$/;
const PERCENT = /^[0-9]{1,3}(?:[.][0-9]{1,4})?$/;

export function draftOfTariff(meter: Meter, validFrom: string, currency: string, locale: string): TariffDraft {
  const latest = meter.tariff?.versions.at(-1);
  const price = (text: string) => writePrice(text, currency, locale);
  const blocksOf = (registerId: string): readonly BlockDraft[] =>
    latest?.prices
      .find(({ register }) => register === registerId)
      ?.blocks.map(({ uptoMilliPerMonth, price: text }) => ({
        upto: uptoMilliPerMonth === null ? '' : writeQuantity(uptoMilliPerMonth, locale),
        price: price(text),
      })) ?? [{ upto: '', price: '' }];
  return {
    validFrom,
    blocks: Object.fromEntries(meter.registers.map(({ id }) => [id, blocksOf(id)])),
    standing: latest?.standing ? price(latest.standing.price) : '',
    standingPer: latest?.standing?.per ?? 'month',
    vat:
      latest === undefined || Number(latest.vatPercent) === 0 ? '' : latest.vatPercent.replace('.', decimalOf(locale)),
  };
}

/** The version a draft says, or the text in it that cannot be read. */
export function readTariff(
  draft: TariffDraft,
  meter: Meter,
  currency: string,
  locale: string,
): { readonly version: TariffVersion } | { readonly unreadable: string } {
  const wrong: string[] = [];
  const priceOf = (text: string): string => {
    const plain = plainDecimal(text, locale);
    if (!PRICE.test(plain)) wrong.push(text);
    return toMinor(plain, exponentOf(currency));
  };
  const limitOf = (text: string): number | null => {
    if (text.trim() === '') return null;
    const milli = readQuantity(text, locale);
    if (milli === undefined) wrong.push(text);
    return milli ?? 0;
  };
  const vatPercent = plainDecimal(draft.vat, locale) || '0';
  if (!PERCENT.test(vatPercent)) wrong.push(draft.vat);
  const version: TariffVersion = {
    validFrom: draft.validFrom,
    prices: meter.registers.map(({ id }) => ({
      register: id,
      blocks: (draft.blocks[id] ?? []).map(({ upto, price }) => ({
        uptoMilliPerMonth: limitOf(upto),
        price: priceOf(price),
      })),
    })),
    standing: draft.standing.trim() === '' ? null : { per: draft.standingPer, price: priceOf(draft.standing) },
    vatPercent,
  };
  const [unreadable] = wrong;
  return unreadable === undefined ? { version } : { unreadable };
}

/** All versions with this one: it takes the place of one that begins on the same day. */
export function withVersion(meter: Meter, currency: string, version: TariffVersion): TariffBody {
  const others = meter.tariff?.currency === currency ? meter.tariff.versions : [];
  const versions = [...others.filter(({ validFrom }) => validFrom !== version.validFrom), version];
  return { currency, versions: versions.toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1)) };
}

/** Minor units as whole ones, exactly: '9.2' cents are '0.092'. */
export function writePrice(price: string, currency: string, locale: string): string {
  const decimals = currency === '' ? 0 : exponentOf(currency);
  const [whole = '', rest = ''] = price.split('.');
  const digits = whole.padStart(decimals + 1, '0');
  const at = digits.length - decimals;
  const fraction = `${digits.slice(at)}${rest}`.replace(/0+$/, '').padEnd(decimals, '0');
  return `${digits.slice(0, at)}${fraction === '' ? '' : `${decimalOf(locale)}${fraction}`}`;
}

function toMinor(plain: string, decimals: number): string {
  const [whole = '', rest = ''] = plain.split('.');
  const padded = rest.padEnd(decimals, '0');
  const minor = `${whole}${padded.slice(0, decimals)}`.replace(/^0+(?=[0-9])/, '');
  const fraction = padded.slice(decimals).replace(/0+$/, '');
  return fraction === '' ? minor : `${minor}.${fraction}`;
}

function plainDecimal(text: string, locale: string): string {
  return text.trim().replace(/\s/g, '').replace(decimalOf(locale), '.').replace(',', '.');
}

function decimalOf(locale: string): string {
  const parts = new Intl.NumberFormat(locale, { minimumFractionDigits: 1 }).formatToParts(0.5);
  return parts.find(({ type }) => type === 'decimal')?.value ?? '.';
}
