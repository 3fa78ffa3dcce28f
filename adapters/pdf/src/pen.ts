import { brokenLines } from './broken-lines.ts';
import type { Fonts } from './fonts.ts';
import { isRightToLeft, visualLine } from './visual-order.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
  readonly isBold: boolean;
  readonly isNumber?: boolean;
}

export interface Pen {
  readonly width: number;
  readonly isMirrored: boolean;
  heightOf(text: string, size: number, isBold: boolean, width: number): number;
  draw(text: string, box: Box): void;
  /** Goes to a new page when less than `height` is left; says whether it did. */
  makeRoom(height: number): boolean;
}

interface OpenedFont {
  readonly _font: { readonly ascender: number };
}

const PER_THOUSAND = 1_000;

/** Draws text of any mixture of scripts, line by line and font by font; `isMirrored` for a page that reads from right to left. */
export function createPen(document: PDFKit.PDFDocument, fonts: Fonts, isMirrored: boolean, margin: number): Pen {
  const width = document.page.width - 2 * margin;
  const widthOf = (text: string, size: number, isBold: boolean): number =>
    fonts
      .runsOf(text, isBold)
      .reduce((sum, run) => sum + document.font(run.font).fontSize(size).widthOfString(run.text), 0);
  const linesOf = (text: string, size: number, isBold: boolean, within: number): readonly string[] =>
    brokenLines(fonts.drawable(text, isBold), within, (line) => widthOf(line, size, isBold)).map((line) =>
      isRightToLeft(line) ? visualLine(line, isMirrored) : line,
    );
  const lineHeight = (size: number, isBold: boolean): number =>
    document.font(fonts.usual(isBold)).fontSize(size).currentLineHeight(true);
  const ascent = (size: number, isBold: boolean): number =>
    ((document.font(fonts.usual(isBold)) as unknown as OpenedFont)._font.ascender / PER_THOUSAND) * size;
  return {
    width,
    isMirrored,
    heightOf: (text, size, isBold, within) => linesOf(text, size, isBold, within).length * lineHeight(size, isBold),
    draw(text, { x, y, width: within, size, isBold, isNumber = false }) {
      const isAtRight = isNumber !== isMirrored;
      for (const [index, line] of linesOf(text, size, isBold, within).entries()) {
        const baseline = y + index * lineHeight(size, isBold) + ascent(size, isBold);
        let left = isAtRight ? x + within - widthOf(line, size, isBold) : x;
        for (const run of fonts.runsOf(line, isBold)) {
          document.font(run.font).fontSize(size);
          // One baseline for all fonts of a line, whatever their own heights are.
          document.text(run.text, left, baseline, { lineBreak: false, baseline: 'alphabetic' });
          left += document.widthOfString(run.text);
        }
      }
    },
    makeRoom(height) {
      if (document.y + height <= document.page.height - document.page.margins.bottom) return false;
      document.addPage();
      document.y = margin;
      return true;
    },
  };
}
