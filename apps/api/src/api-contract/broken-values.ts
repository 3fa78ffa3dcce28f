import type { Random } from './seeded-random.ts';

const RAW = /"@@raw (.+?)@@"/g;

/** Stands for a piece of JSON text that no value of ours writes, such as a number beyond 2^53. */
const raw = (text: string): string => `@@raw ${text}@@`;

const NESTED_DEPTH = 500;

const ODD_VALUES: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  0.5,
  1e21,
  raw('-0'),
  raw('9007199254740993'),
  raw('-9007199254740993'),
  raw('9007199254740992'),
  raw('1e400'),
  raw('-1e400'),
  raw('1e-400'),
  raw('1.0000000000000000000001'),
  raw('9'.repeat(400)),
  '',
  ' ',
  'NaN',
  'Infinity',
  '12',
  '1e3',
  '0x10',
  'null',
  '\u0000',
  'a\u0000b',
  'line\nbreak',
  raw('"\\ud800"'),
  raw('"\\udc00 reversed \\ud800"'),
  '\u202egnp.exe',
  '\ufeff',
  '😀'.repeat(300),
  'a'.repeat(10_001),
  '__proto__',
  'constructor',
  '../../etc/passwd',
  "'; drop table bills; --",
  '2026-02-30',
  '2026-13-01',
  '0000-00-00',
  '9999-12-31',
  'ZZZ',
  [],
  {},
  [[]],
  [null],
  { toString: 1 },
  raw('{"__proto__":{"isAdmin":true}}'),
  raw('{"constructor":{"prototype":{"isAdmin":true}}}'),
  raw(`${'['.repeat(NESTED_DEPTH)}${']'.repeat(NESTED_DEPTH)}`),
  raw(`${'{"a":'.repeat(NESTED_DEPTH)}1${'}'.repeat(NESTED_DEPTH)}`),
];

const EXTRA_KEYS = ['extra', '__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'length', '', 'id'];
const MANY = 201;

/** The JSON text of `value` after one to three changes that usually make it something nobody should accept. */
export function brokenJson(value: unknown, random: Random): string {
  let broken = structuredClone(value);
  for (let change = random.integer(1, 3); change > 0; change -= 1) {
    const places = placesIn(broken);
    broken = changedAt(broken, random.pick(places), random);
  }
  return jsonText(broken);
}

/** JSON text in which the pieces made by `raw` stand as they are. */
export function jsonText(value: unknown): string {
  return (JSON.stringify(value) ?? 'null').replace(RAW, (_all, escaped: string) => JSON.parse(`"${escaped}"`));
}

/** What the server will read, where it is JSON at all. */
export function parsedJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

type Place = readonly (string | number)[];

function placesIn(value: unknown, at: Place = []): readonly Place[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...at, key]))];
}

function changedAt(value: unknown, [first, ...rest]: Place, random: Random): unknown {
  if (first === undefined) return changed(value, random);
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string | number, unknown>;
  if (rest.length === 0 && random.isChance(0.2)) {
    if (Array.isArray(copy)) copy.splice(Number(first), 1);
    else delete copy[first];
    return copy;
  }
  set(copy, first, changedAt(copy[first], rest, random));
  return copy;
}

function changed(value: unknown, random: Random): unknown {
  if (Array.isArray(value) && value.length > 0 && random.isChance(0.5)) {
    return random.pick([[...value, value[0]], Array.from({ length: MANY }, () => value[0]), value[0], { 0: value[0] }]);
  }
  if (typeof value === 'object' && value !== null && random.isChance(0.7)) {
    const copy = { ...value } as Record<string, unknown>;
    set(copy, random.pick(EXTRA_KEYS), random.pick(ODD_VALUES));
    return random.isChance(0.9) ? copy : [copy];
  }
  return random.pick(ODD_VALUES);
}

/** Also for `__proto__`, which plain assignment would take for the prototype. */
function set(target: object, key: string | number, value: unknown): void {
  Object.defineProperty(target, key, { value, enumerable: true, writable: true, configurable: true });
}
