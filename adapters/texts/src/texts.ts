import {
  directionOf,
  formatAmount,
  fromWire,
  type Language,
  type LocalDate,
  parseLocalDate,
} from '@shared-payments/domain';
import type { Fact, Facts, SayingKey, Texts } from '@shared-payments/usecases';
import { IntlMessageFormat } from 'intl-messageformat';
import { layOut } from './lay-out.ts';
import { MESSAGES } from './messages.ts';

/** FIRST STRONG ISOLATE and its end (Unicode, UAX 9): a Latin name inside Arabic keeps its own order, and the sentence keeps its own. */
const ISOLATE = '\u2068';
const END_OF_ISOLATE = '\u2069';

/** The eight languages' messages. Formats are made when they are first needed, and kept. */
export function createTexts(): Texts {
  const formats = new Map<string, IntlMessageFormat>();
  const formatOf = (language: Language, key: SayingKey): IntlMessageFormat => {
    const name = `${language} ${key}`;
    const kept = formats.get(name);
    if (kept) return kept;
    const made = new IntlMessageFormat(MESSAGES[language][key], language, undefined, { ignoreTag: true });
    formats.set(name, made);
    return made;
  };
  return {
    say: (language, key, facts = {}) => String(formatOf(language, key).format(written(language, facts))),
    layOut,
  };
}

function written(language: Language, facts: Facts): Record<string, string | number> {
  return Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, writtenFact(language, fact)]));
}

function writtenFact(language: Language, fact: Fact): string | number {
  if (typeof fact === 'number') return fact;
  const text = textOf(language, fact);
  const isName = typeof fact === 'string' && !CHOICES.has(fact);
  return isName && directionOf(language) === 'rtl' ? `${ISOLATE}${text}${END_OF_ISOLATE}` : text;
}

/** What messages choose by (`select`) stays as it is. */
const CHOICES: ReadonlySet<string> = new Set(['accepted', 'rejected', 'yes', 'no', '']);

function textOf(language: Language, fact: Exclude<Fact, number>): string {
  if (typeof fact === 'string') return fact;
  if ('date' in fact) return dayFormat(language).format(dayStart(fact.date));
  if ('month' in fact) return monthFormat(language).format(dayStart(parseLocalDate(`${fact.month}-01`)));
  return formatAmount({ amountMinor: fromWire(fact.amountMinor), currency: fact.currency }, language);
}

const dayFormat = formatter({ dateStyle: 'long' });
const monthFormat = formatter({ year: 'numeric', month: 'long' });

/** A calendar day has no zone: it is read and written in UTC. Making a format takes longer than a whole mail, so each is kept. */
function formatter(style: Intl.DateTimeFormatOptions): (language: Language) => Intl.DateTimeFormat {
  const kept = new Map<Language, Intl.DateTimeFormat>();
  return (language) => {
    const format =
      kept.get(language) ?? new Intl.DateTimeFormat(language, { ...style, timeZone: 'UTC', calendar: 'gregory' });
    kept.set(language, format);
    return format;
  };
}

function dayStart(date: LocalDate): number {
  return Date.parse(`${date}T00:00:00Z`);
}
