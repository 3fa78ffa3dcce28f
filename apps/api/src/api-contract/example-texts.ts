import type { JsonSchema } from './api-operations.ts';
import type { Random } from './seeded-random.ts';

/** What a property of some name may be in the world at hand, such as the ids of its members for `memberId`. */
export type Vocabulary = (name: string) => readonly string[];

/** Texts that mean something to the product, by the property they stand in. */
const BY_NAME: Readonly<Record<string, readonly string[]>> = {
  timeZone: ['Europe/Skopje', 'UTC', 'America/New_York', 'Asia/Kathmandu'],
  currency: ['EUR', 'JPY', 'KWD', 'MKD'],
  email: ['ana@example.org', 'b.c+d@sub.example.com'],
  locale: ['de', 'en-IN', 'ar'],
  language: ['de', 'en-IN', 'ar'],
  instrument: ['sandbox_decline', 'sandbox_card'],
  p256dh: ['BLwLOGOIQ9T_zmRF4FukqMRsWYts65vHHy_u3usc5-UEc8g-4kR1ElO8M-32EPAz_h1Hf5JxXAF7U6pE7nVRCWw'],
  auth: ['eXjYI74QHzHhVzSJZq5f1w'],
  iban: ['DE89370400440532013000', 'GB33BUKB20201555555555'],
};

/** Texts of every form the product asks for; those that fit a schema's pattern and length are used. */
const POOL: readonly string[] = [
  'Ana',
  'Rent November',
  'Zoë Müller-Đorđević',
  'العربية ١٢٣',
  '家賃',
  '👩‍👩‍👧 flat',
  '=HYPERLINK(1)\'"<script>',
  ' blank at both ends ',
  'O',
  '2026-11-30',
  '2024-02-29',
  '0001-01-01',
  '9999-12-31',
  '2026-11',
  'EUR',
  'USD',
  'XXX',
  'ana@example.org',
  '123456',
  'AAAAA-BBBBB',
  'correct horse battery',
  '33.3333',
  '0',
  '1',
  '100',
  '1.5',
  '61.495',
  '0.0000517',
  '999999999999999',
  '-12.34',
  '00000000-0000-7000-8000-000000000000',
  'utilities',
  'electricity',
  'UTC',
  'Europe/Skopje',
  'kWh',
  'm3',
  '08:30',
  '23:59',
  'https://example.org/a?b=c',
  'a.csv',
  'application/pdf',
  'MO',
  'sha256-0000',
];

const STRETCHED = ['a', '7', 'Z', 'é', '😀', ' x', '-'] as const;
const STRETCH_MAX = 6_000;

/** A text the schema accepts. With `isBoundary` also the shortest and the longest it accepts. */
export function textFor(
  schema: JsonSchema,
  random: Random,
  name: string,
  vocabulary: Vocabulary,
  isBoundary: boolean,
): string {
  const fits = fitting(schema);
  const known = [...vocabulary(name), ...(BY_NAME[name] ?? [])].filter(fits);
  if (known.length > 0 && (!isBoundary || random.isChance(0.9))) return random.pick(known);
  if (isBoundary && random.isChance(0.4)) {
    const stretched = STRETCHED.flatMap((unit) => [
      stretchedTo(unit, schema.minLength ?? 1),
      stretchedTo(unit, Math.min(schema.maxLength ?? 100, STRETCH_MAX)),
    ]).filter(fits);
    if (stretched.length > 0) return random.pick(stretched);
  }
  const fromPool = [...POOL, ...(schema.minLength === undefined ? [''] : [])].filter(fits);
  const candidates = [fromPool, STRETCHED.map((unit) => stretchedTo(unit, 12)).filter(fits), known].find(
    (texts) => texts.length > 0,
  );
  if (candidates) return random.pick(candidates);
  throw new Error(`No example fits the text \`${name}\` (${JSON.stringify(schema)}): add one to example-texts.ts.`);
}

function fitting(schema: JsonSchema): (text: string) => boolean {
  const pattern = schema.pattern === undefined ? undefined : new RegExp(schema.pattern, 'u');
  return (text) => {
    const characters = [...text].length;
    if (characters < (schema.minLength ?? 0) || characters > (schema.maxLength ?? STRETCH_MAX)) return false;
    return pattern === undefined || pattern.test(text);
  };
}

function stretchedTo(unit: string, characters: number): string {
  return [...unit.repeat(Math.max(1, characters))].slice(0, Math.max(1, characters)).join('');
}
