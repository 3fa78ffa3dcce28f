import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const PACKAGE = '@fontsource/biz-udpgothic';
const COMMON = 'japanese';
const WEIGHTS = { regular: 400, bold: 700 } as const;

/** One file of the font: what is common is in one, rare signs are spread over many. */
export interface JapaneseFont {
  readonly name: string;
  readonly file: string;
}

/** The file with what is common in Japanese, and that with a rarer sign, if the font has it. Nothing is read before it is asked. */
export function japaneseFonts(character: string, isBold: boolean): readonly JapaneseFont[] {
  const rare = rareSubset(character.codePointAt(0) ?? 0);
  return rare === undefined ? [fontOf(COMMON, isBold)] : [fontOf(COMMON, isBold), fontOf(rare, isBold)];
}

function fontOf(subset: string, isBold: boolean): JapaneseFont {
  const weight = isBold ? WEIGHTS.bold : WEIGHTS.regular;
  const file = fileURLToPath(import.meta.resolve(`${PACKAGE}/files/biz-udpgothic-${subset}-${weight}-normal.woff`));
  return { name: `${subset}-${weight}`, file };
}

type Range = readonly [first: number, last: number];

let subsets: readonly (readonly [subset: string, ranges: readonly Range[]])[] | undefined;

function rareSubset(codePoint: number): string | undefined {
  subsets ??= readSubsets();
  return subsets.find(([, ranges]) => ranges.some(([first, last]) => first <= codePoint && codePoint <= last))?.[0];
}

/** The package tells which signs are in which file as CSS does: `U+4e00,U+4e8c-4e8f`. */
function readSubsets() {
  const text = readFileSync(fileURLToPath(import.meta.resolve(`${PACKAGE}/unicode.json`)), 'utf8');
  return Object.entries(JSON.parse(text) as Readonly<Record<string, string>>).map(
    ([name, ranges]) => [name.replaceAll(/[[\]]/g, ''), ranges.split(',').map(rangeOf)] as const,
  );
}

function rangeOf(text: string): Range {
  const [first = '', last = first] = text.replace('U+', '').split('-');
  return [Number.parseInt(first, 16), Number.parseInt(last, 16)];
}
