import { fileURLToPath } from 'node:url';
import { japaneseFonts } from './japanese-fonts.ts';
import { unpackedFont } from './unpacked-font.ts';
import { withoutMarks } from './visual-order.ts';

const fileOf = (name: string) => fileURLToPath(import.meta.resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`));

const MISSING = '\u25af';

/** A piece of a text that one font draws. */
export interface Run {
  readonly text: string;
  readonly font: string;
}

export interface Fonts {
  /** The text as it can be drawn: one space for any number of them, and a sign for each that no font draws. */
  drawable(text: string, isBold: boolean): string;
  /** A drawable text by the fonts that draw it, in order. */
  runsOf(text: string, isBold: boolean): readonly Run[];
  /** The font whose lines' heights count, whatever else stands in them. */
  usual(isBold: boolean): string;
  /** Whether something had to be left out so far. */
  readonly hasMissing: () => boolean;
}

interface GlyphSource {
  readonly _font: { readonly font?: { hasGlyphForCodePoint(codePoint: number): boolean } };
}

/**
 * DejaVu for Latin, Cyrillic, Greek and Arabic; BIZ UDPGothic for what only Japanese has; a further font for the rest. A font is
 * opened with the first sign that needs it, and only the signs that were drawn go into the document.
 */
export function registerFonts(document: PDFKit.PDFDocument, furtherFontFile?: string): Fonts {
  document.registerFont('regular', fileOf('DejaVuSans'));
  document.registerFont('bold', fileOf('DejaVuSans-Bold'));
  if (furtherFontFile !== undefined) document.registerFont('further', furtherFontFile);
  let isSomethingMissing = false;
  const opened = new Set<string>();
  const usual = (isBold: boolean) => (isBold ? 'bold' : 'regular');
  const draws = (font: string, character: string): boolean => {
    // pdfkit keeps the opened font where its types do not tell; without it every character counts as drawable.
    const source = (document.font(font) as unknown as GlyphSource)._font.font;
    return source?.hasGlyphForCodePoint(character.codePointAt(0) ?? 0) ?? true;
  };
  const search = (character: string, isBold: boolean): string | undefined => {
    if (draws(usual(isBold), character)) return usual(isBold);
    const japanese = japaneseFonts(character, isBold).find(({ name, file }) => {
      if (!opened.has(name)) document.registerFont(name, unpackedFont(file));
      opened.add(name);
      return draws(name, character);
    });
    if (japanese) return japanese.name;
    return furtherFontFile !== undefined && draws('further', character) ? 'further' : undefined;
  };
  const known = new Map<string, string | undefined>();
  const fontFor = (character: string, isBold: boolean): string | undefined => {
    const key = `${usual(isBold)} ${character}`;
    if (!known.has(key)) known.set(key, search(character, isBold));
    return known.get(key);
  };
  return {
    usual,
    hasMissing: () => isSomethingMissing,
    drawable: (text, isBold) =>
      [...withoutMarks(text).replace(/\s+/g, ' ')]
        .map((character) => {
          if (fontFor(character, isBold) !== undefined) return character;
          isSomethingMissing = true;
          return MISSING;
        })
        .join(''),
    runsOf: (text, isBold) =>
      joined([...text].map((character) => ({ text: character, font: fontFor(character, isBold) ?? usual(isBold) }))),
  };
}

/** Neighbours of one font are one run. */
function joined(characters: readonly Run[]): readonly Run[] {
  const runs: Run[] = [];
  for (const character of characters) {
    const last = runs.at(-1);
    if (last?.font === character.font) runs[runs.length - 1] = { text: last.text + character.text, font: last.font };
    else runs.push(character);
  }
  return runs;
}
