import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LANGUAGES, type Language, type LocalDate, NOTICE_KINDS } from '@shared-payments/domain';
import { type Letter, SAYING_KEYS } from '@shared-payments/usecases';
import { IntlMessageFormat } from 'intl-messageformat';
import { MESSAGES } from './messages.ts';
import { createTexts } from './texts.ts';

const texts = createTexts();
const MONEY = { amountMinor: 123_456, currency: 'EUR' };
const DATE = { date: '2026-11-30' as LocalDate };
const WHOLES = 200;

type Element = ReturnType<IntlMessageFormat['getAst']>[number];

/** Every argument of a message; of one it counts with, the forms it has. */
function argumentsOf(text: string, language: Language): Map<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  const visit = (nodes: readonly Element[]): void => {
    for (const node of nodes) {
      if (!('value' in node) || node.type === 0) continue;
      const options = 'options' in node ? node.options : {};
      const forms = 'pluralType' in node ? Object.keys(options) : (found.get(String(node.value)) ?? []);
      found.set(String(node.value), forms);
      for (const option of Object.values(options)) visit(option.value);
    }
  };
  visit(new IntlMessageFormat(text, language, undefined, { ignoreTag: true }).getAst());
  return found;
}

describe('messages of what is sent', () => {
  for (const language of LANGUAGES) {
    const messages: Readonly<Record<string, string>> = MESSAGES[language];

    it(`in ${language} are there for every key, for no other, and none is empty`, () => {
      assert.deepEqual(Object.keys(messages).toSorted(), [...SAYING_KEYS].toSorted());
      assert.deepEqual(
        Object.entries(messages).filter(([, text]) => text.trim() === ''),
        [],
      );
    });

    it(`in ${language} say everything the English ones say, with no argument of their own`, () => {
      for (const key of SAYING_KEYS) {
        const names = [...argumentsOf(MESSAGES[language][key], language).keys()].toSorted();
        assert.deepEqual(names, [...argumentsOf(MESSAGES.en[key], 'en').keys()].toSorted(), key);
      }
    });

    it(`in ${language} have every plural form its grammar has`, () => {
      const rules = new Intl.PluralRules(language);
      const needed = new Set(Array.from({ length: WHOLES }, (_, count) => rules.select(count)));
      for (const key of SAYING_KEYS) {
        for (const [name, forms] of argumentsOf(MESSAGES[language][key], language)) {
          if (forms.length === 0) continue;
          assert.deepEqual(
            [...needed].filter((form) => !forms.includes(form)),
            [],
            `${key}, {${name}}`,
          );
        }
      }
    });
  }

  it('name every kind of notice a person can switch off', () => {
    for (const kind of NOTICE_KINDS) assert.ok(texts.say('en', `kind.${kind}`).length > 2);
  });

  it('are of their own language: few are the same as in English', () => {
    for (const language of LANGUAGES.filter((one) => one !== 'en')) {
      const same = SAYING_KEYS.filter((key) => MESSAGES[language][key] === MESSAGES.en[key]);
      const isOnlyFacts = (key: (typeof SAYING_KEYS)[number]) =>
        !/\p{L}/u.test(MESSAGES.en[key].replace(/\{[^}]*\}/g, ''));
      assert.deepEqual(
        same.filter((key) => !isOnlyFacts(key)),
        [],
        language,
      );
    }
  });
});

describe('amounts, dates and counts', () => {
  it('are written as each language writes them', () => {
    const said = (language: Language) =>
      texts.say(language, 'shares-due.on', { title: 'Rent', open: MONEY, date: DATE }).replace(/[\u00a0\u202f]/g, ' ');
    assert.equal(said('en'), 'Rent: €1,234.56, due on November 30, 2026.');
    assert.equal(said('de'), 'Rent: 1.234,56 €, fällig am 30. November 2026.');
    assert.equal(said('pt-BR'), 'Rent: € 1.234,56, vence em 30 de novembro de 2026.');
    assert.equal(said('ja'), 'Rent：€1,234.56、期限は2026年11月30日です。');
    assert.match(said('pl'), /1234,56 €, termin 30 listopada 2026/);
  });

  it('are counted with the right form', () => {
    const bills = (language: Language, count: number) =>
      texts.say(language, 'shares-due.subject', { count, title: 'Rent' });
    assert.equal(bills('en', 1), 'Rent is to be paid');
    assert.equal(bills('pl', 2), '2 rachunki do zapłaty');
    assert.equal(bills('pl', 5), '5 rachunków do zapłaty');
    assert.equal(bills('ar', 2), 'فاتورتان بانتظار الدفع');
  });

  it('keep a Latin name in order inside Arabic, and choose by what is no name', () => {
    assert.equal(texts.say('ar', 'greeting', { name: 'Ana (Flat 3)' }), 'مرحبًا \u2068Ana (Flat 3)\u2069،');
    assert.match(texts.say('ar', 'dispute-resolved.subject', { title: 'Rent', outcome: 'accepted' }), /مقبول/);
  });

  it('leave what people typed as it is: markup and braces are no message', () => {
    assert.equal(
      texts.say('en', 'dispute-resolved.body', { resolution: "<b>{no}</b> '{x}'" }),
      "The answer: <b>{no}</b> '{x}'",
    );
  });
});

const LETTER: Letter = {
  title: 'Rent <is> to be paid',
  greeting: 'Hello Ana & Bo,',
  paragraphs: ['Rent: €1.00\nPower: €2.00'],
  action: { label: 'Open', url: 'https://pay.example.org/groups/g?a=1&b=2' },
  footer: ['Because of "this".'],
  unsubscribe: { label: 'No more', url: 'https://pay.example.org/v1/unsubscribe/t' },
};

describe('a letter', () => {
  it('says the same in both parts, and everything in plain words', () => {
    const { text, html } = texts.layOut('en', LETTER);
    assert.match(text, /^Hello Ana & Bo,\n\nRent: €1\.00\nPower: €2\.00\n\nOpen:\nhttps:/);
    assert.match(text, /No more: https:\/\/pay\.example\.org\/v1\/unsubscribe\/t$/);
    assert.match(html, /Rent: €1\.00<br>Power: €2\.00/);
    assert.match(html, /href="https:\/\/pay\.example\.org\/groups\/g\?a=1&amp;b=2"/);
  });

  it('takes nothing that people typed for markup', () => {
    const { html } = texts.layOut('en', { ...LETTER, paragraphs: ['<img src=x onerror="alert(1)">'] });
    assert.ok(!html.includes('<img') && html.includes('&lt;img src=x onerror=&quot;'));
  });

  it('names its language and direction, can be dark, and loads nothing from anywhere', () => {
    for (const language of LANGUAGES) {
      const { html } = texts.layOut(language, LETTER);
      assert.match(
        html,
        new RegExp(`^<!doctype html><html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">`),
      );
      assert.match(html, /<meta name="color-scheme" content="light dark">/);
      assert.match(html, /prefers-color-scheme:dark/);
      assert.doesNotMatch(html, /<img|<link|<script|url\(|@import| src=/);
    }
  });

  it('can be read in light and in dark: every text has a contrast of at least 4.5', () => {
    const pairs = [
      ['#1d2125', '#ffffff'],
      ['#ffffff', '#17594a'],
      ['#5a6066', '#f6f5f1'],
      ['#17594a', '#f6f5f1'],
      ['#f1f1ee', '#212427'],
      ['#10211c', '#7fd1bb'],
      ['#b9bdc0', '#16181a'],
      ['#9fdcca', '#16181a'],
    ] as const;
    const { html } = texts.layOut('en', LETTER);
    for (const colour of html.match(/(?<=color:)#[0-9a-f]{6}/g) ?? [])
      assert.ok(pairs.flat().some((known) => known === colour) || /#(deddd6|3a3f44)/.test(colour), colour);
    for (const [ink, ground] of pairs) assert.ok(contrast(ink, ground) >= 4.5, `${ink} on ${ground}`);
  });
});

/** WCAG 2.2: relative luminance and contrast ratio. */
function contrast(one: string, other: string): number {
  const luminance = (colour: string) => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
      const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [light, dark] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}
