import { formatAmount, formatPlain, fromWire } from '@shared-payments/domain';
import { IntlMessageFormat } from 'intl-messageformat';
import type { LanguageCode, MessageKey, Messages } from './languages.ts';

export type MessageValues = Readonly<Record<string, string | number>>;

export interface MoneyOptions {
  /** With a plus or a minus in front, for balances. */
  readonly isSigned?: boolean;
}

/** Everything that is said or written in one language. */
export interface Speech {
  readonly language: LanguageCode;
  /** With the reader's region, for numbers and dates. */
  readonly locale: string;
  readonly say: (key: MessageKey, values?: MessageValues) => string;
  readonly money: (amountMinor: number, currency: string, options?: MoneyOptions) => string;
  /** As a screen reader should read it: '12.50 euros' instead of a sign and digits. */
  readonly moneyInWords: (amountMinor: number, currency: string) => string;
  /** A calendar date, YYYY-MM-DD. */
  readonly date: (localDate: string, style?: 'short' | 'long') => string;
  /** A month, YYYY-MM. */
  readonly month: (month: string, style?: 'short' | 'long') => string;
  readonly moment: (timestamp: number) => string;
  readonly number: (value: number) => string;
  readonly list: (words: readonly string[]) => string;
}

const DATE_STYLES = {
  short: { day: 'numeric', month: 'short' },
  long: { day: 'numeric', month: 'long', year: 'numeric', weekday: 'long' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

const MONTH_STYLES = {
  short: { month: 'short' },
  long: { month: 'long', year: 'numeric' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/** Formatters are made once for each kind, when it is needed first: a phone takes longer to make one than to draw a screen. */
export function createSpeech(language: LanguageCode, locale: string, messages: Messages): Speech {
  const say = createSay(locale, messages);
  const dates = (options: Intl.DateTimeFormatOptions) =>
    once(() => new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options }));
  const dateFormats = { short: dates(DATE_STYLES.short), long: dates(DATE_STYLES.long) };
  const withYear = dates({ ...DATE_STYLES.short, year: 'numeric' });
  const monthFormats = { short: dates(MONTH_STYLES.short), long: dates(MONTH_STYLES.long) };
  const moments = once(() => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }));
  const numbers = once(() => new Intl.NumberFormat(locale));
  const lists = once(() => new Intl.ListFormat(locale, { type: 'conjunction' }));
  const thisYear = String(new Date().getFullYear());
  const money: Speech['money'] = (amountMinor, currency, { isSigned = false } = {}) => {
    const amount = { amountMinor: fromWire(amountMinor), currency };
    // The sign where the language has it, with its direction marks, and as a true minus: as wide as the plus of the line below.
    return formatAmount(amount, locale, isSigned ? 'exceptZero' : 'auto').replace('-', '\u2212');
  };
  return {
    language,
    locale,
    say,
    money,
    moneyInWords: createMoneyInWords(locale),
    date: (localDate, style = 'short') => {
      const isOtherYear = style === 'short' && !localDate.startsWith(thisYear);
      return (isOtherYear ? withYear : dateFormats[style])().format(utcOf(localDate));
    },
    month: (month, style = 'long') => monthFormats[style]().format(utcOf(`${month}-01`)),
    moment: (timestamp) => moments().format(timestamp),
    number: (value) => numbers().format(value),
    list: (words) => lists().format(words),
  };
}

function once<Value>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

function createSay(locale: string, messages: Messages): Speech['say'] {
  const parsed = new Map<MessageKey, IntlMessageFormat>();
  return (key, values) => {
    const text = messages[key];
    // Most messages are plain words, which need no parser.
    if (typeof text === 'string' && !/[{']/.test(text)) return text;
    let format = parsed.get(key);
    if (!format) {
      format = new IntlMessageFormat(text, locale, undefined, { ignoreTag: true });
      parsed.set(key, format);
    }
    return String(format.format({ ...values }));
  };
}

function createMoneyInWords(locale: string): Speech['moneyInWords'] {
  const formats = new Map<string, Intl.NumberFormat>();
  return (amountMinor, currency) => {
    let format = formats.get(currency);
    if (!format) {
      format = new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'name' });
      formats.set(currency, format);
    }
    const plain = formatPlain({ amountMinor: fromWire(amountMinor), currency });
    // Screen readers pass over a hyphen, and say 'minus' for the sign.
    return format.format(plain as Intl.StringNumericLiteral).replace('-', '\u2212');
  };
}

function utcOf(localDate: string): Date {
  return new Date(`${localDate}T00:00:00Z`);
}
