import { fileURLToPath } from 'node:url';
import { withoutMarks } from './visual-order.ts';

const fileOf = (name: string) => fileURLToPath(import.meta.resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`));

const MISSING = '\u25af';

export interface Fonts {
  /** The text as it can be drawn, and the name of the font that draws it. */
  fit(text: string, isBold: boolean): { readonly text: string; readonly font: string };
  /** Whether something had to be left out so far. */
  readonly hasMissing: () => boolean;
}

interface GlyphSource {
  readonly _font: { readonly font?: { hasGlyphForCodePoint(codePoint: number): boolean } };
}

/** DejaVu for Latin, Cyrillic, Greek and Arabic; the further font for a whole text that it alone can draw. */
export function registerFonts(document: PDFKit.PDFDocument, furtherFontFile?: string): Fonts {
  document.registerFont('regular', fileOf('DejaVuSans'));
  document.registerFont('bold', fileOf('DejaVuSans-Bold'));
  if (furtherFontFile !== undefined) document.registerFont('further', furtherFontFile);
  let isSomethingMissing = false;
  const known = new Map<string, boolean>();
  const draws = (font: string, character: string): boolean => {
    const key = `${font} ${character}`;
    const answer = known.get(key);
    if (answer !== undefined) return answer;
    // pdfkit keeps the opened font where its types do not tell; without it every character counts as drawable.
    const opened = (document.font(font) as unknown as GlyphSource)._font.font;
    const isDrawn = opened?.hasGlyphForCodePoint(character.codePointAt(0) ?? 0) ?? true;
    known.set(key, isDrawn);
    return isDrawn;
  };
  return {
    hasMissing: () => isSomethingMissing,
    fit(text, isBold) {
      const plain = withoutMarks(text).replace(/\s+/g, ' ');
      const characters = [...plain];
      const usual = isBold ? 'bold' : 'regular';
      const candidates = furtherFontFile === undefined ? [usual] : [usual, 'further'];
      const font = candidates.find((one) => characters.every((character) => draws(one, character)));
      if (font !== undefined) return { text: plain, font };
      isSomethingMissing = true;
      return { text: characters.map((one) => (draws(usual, one) ? one : MISSING)).join(''), font: usual };
    },
  };
}
