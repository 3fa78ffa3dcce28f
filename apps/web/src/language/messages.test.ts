import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, it } from 'node:test';
import { IntlMessageFormat } from 'intl-messageformat';
import { LANGUAGES } from './languages.ts';

const folder = join(import.meta.dirname, 'messages');
const read = (code: string) =>
  JSON.parse(readFileSync(join(folder, `${code}.json`), 'utf8')) as Readonly<Record<string, string>>;
const english = read('en');
const codes = globSync('*.json', { cwd: folder }).map((file) => basename(file, '.json'));

// The rules repeat from here.
const WHOLES = 200;

type Node = ReturnType<IntlMessageFormat['getAst']>[number];

/** The names of the arguments in a message, and the plural forms it has for each. */
function argumentsOf(text: string, locale: string): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  const visit = (nodes: readonly Node[]) => {
    for (const node of nodes) {
      if (!('value' in node) || node.type === 0) continue;
      const options = 'options' in node ? node.options : {};
      const isPlural = 'pluralType' in node;
      found.set(String(node.value), isPlural ? Object.keys(options) : (found.get(String(node.value)) ?? []));
      for (const option of Object.values(options)) visit(option.value);
    }
  };
  visit(new IntlMessageFormat(text, locale, undefined, { ignoreTag: true }).getAst());
  return found;
}

const sources = globSync('**/*.{ts,tsx}', { cwd: join(import.meta.dirname, '..') })
  .filter((file) => !file.endsWith('.test.ts'))
  .map((file) => readFileSync(join(import.meta.dirname, '..', file), 'utf8'))
  .join('\n');
const literals = new Set(Array.from(sources.matchAll(/['"]([\w-]+[.][\w./-]+)['"]/g), ([, text]) => text));
// `role.${member.role}`: which of them are said is known by their types alone.
const beginnings = Array.from(sources.matchAll(/`([\w-]+[.])\$\{/g), ([, text]) => text ?? '');

function isSaid(key: string): boolean {
  return literals.has(key) || beginnings.some((beginning) => key.startsWith(beginning));
}

describe('messages', () => {
  it('are there for every language that can be chosen, and for no other', () => {
    assert.deepEqual(codes.toSorted(), Object.keys(LANGUAGES).toSorted());
    assert.ok(Object.keys(english).length > 200);
  });

  it('are each said somewhere: none is left that is said by no screen', () => {
    const unused = Object.keys(english).filter((key) => !isSaid(key));
    assert.deepEqual(unused, []);
  });

  for (const code of codes) {
    const messages = read(code);

    it(`in ${code} have every key, no other, and none is empty`, () => {
      assert.deepEqual(Object.keys(messages).toSorted(), Object.keys(english).toSorted());
      assert.deepEqual(
        Object.entries(messages).filter(([, text]) => text.trim() === ''),
        [],
      );
    });

    it(`in ${code} take the arguments of the English ones`, () => {
      const names = (text: string, locale: string) => [...argumentsOf(text, locale).keys()].toSorted();
      for (const [key, text] of Object.entries(messages)) {
        assert.deepEqual(names(text, code), names(english[key] ?? '', 'en'), key);
      }
    });

    it(`in ${code} have every plural form its grammar has`, () => {
      // Forms that only fractions or millions take are left to 'other'.
      const rules = new Intl.PluralRules(code);
      const needed = new Set(Array.from({ length: WHOLES }, (_, count) => rules.select(count)));
      for (const [key, text] of Object.entries(messages)) {
        for (const [name, forms] of argumentsOf(text, code)) {
          // A message that only sets the number 0 apart says the same for all others.
          if (forms.length === 0 || forms.some((form) => form.startsWith('='))) continue;
          assert.deepEqual(
            [...needed].filter((form) => !forms.includes(form)),
            [],
            `${key}, {${name}}`,
          );
        }
      }
    });
  }
});
