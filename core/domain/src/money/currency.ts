import { AppError } from '../errors.ts';

/** An ISO 4217 code; those retired since 2009 count as well, for bills of that time. */
export type CurrencyCode = string;

// ISO 4217 list one, by number of decimals. The platform's own table (CLDR) is about display and differs, for HUF or IDR.
const CODES_OF_EXPONENT: Readonly<Record<number, string>> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  2: `AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW
      CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS
      INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN
      NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC
      SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG`,
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
};

// ISO 4217 list three: nobody chooses these any more, but exports of other programs reach back to them.
const RETIRED_CODES_OF_EXPONENT: Readonly<Record<number, string>> = {
  0: 'BYR',
  2: 'CUC EEK HRK LTL LVL MRO SLL STD VEF ZMK ZWL',
};

const ACTIVE = exponentsIn(CODES_OF_EXPONENT);
const EXPONENTS: ReadonlyMap<string, number> = new Map([...ACTIVE, ...exponentsIn(RETIRED_CODES_OF_EXPONENT)]);

/** The active ones, to choose from. */
export const CURRENCIES: readonly CurrencyCode[] = ACTIVE.map(([code]) => code).sort();

export function isCurrency(code: string): boolean {
  return EXPONENTS.has(code);
}

/** How many decimals the minor unit has: 0, 2, 3 or 4. Errors: `unknown_currency`. */
export function exponentOf(currency: CurrencyCode): number {
  const exponent = EXPONENTS.get(currency);
  if (exponent === undefined) {
    throw new AppError('unknown_currency', `${printable(currency)} is no ISO 4217 currency: use a code such as EUR.`, {
      currency: printable(currency),
    });
  }
  return exponent;
}

function printable(text: string): string {
  return text.slice(0, 10).replace(/[^\x20-\x7e]/g, '?');
}

function exponentsIn(codesOf: Readonly<Record<number, string>>): readonly (readonly [string, number])[] {
  return Object.entries(codesOf).flatMap(([exponent, codes]) =>
    codes.split(/\s+/).map((code) => [code, Number(exponent)] as const),
  );
}
