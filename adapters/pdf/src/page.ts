import type { DocumentLanguage } from '@shared-payments/usecases';
import PDFDocument from 'pdfkit';
import { registerFonts } from './fonts.ts';
import type { Labels } from './labels.ts';
import { createPen, type Pen } from './pen.ts';

export interface PageOptions {
  readonly language: DocumentLanguage;
  readonly labels: Labels;
  readonly title: string;
  /** Epoch milliseconds; the only date in the file. */
  readonly madeAt: number;
  readonly sha256: string;
  readonly attachment: { readonly name: string; readonly text: string };
  readonly furtherFontFile?: string;
}

export interface Cell {
  readonly text: string;
  readonly isNumber?: boolean;
}

/** A document that is written from top to bottom; what is written is tagged for those who have it read to them. */
export interface Page {
  readonly language: DocumentLanguage;
  readonly labels: Labels;
  heading(text: string, level: 1 | 2): void;
  paragraph(text: string): void;
  /** `widths` are parts of the page's width and sum to 1. The header is repeated on each page. */
  table(widths: readonly number[], header: readonly Cell[], rows: readonly (readonly Cell[])[]): void;
  finish(): Promise<Uint8Array>;
}

const MARGIN = 50;
const FOOTER_HEIGHT = 46;
const CELL_GAP = 6;
const TEXT_SIZE = 9;
const SMALL_SIZE = 7;
const HEADING_SIZES = { 1: 17, 2: 12 } as const;

export function openPage(options: PageOptions): Page {
  const { language, labels } = options;
  const document = newDocument(options);
  const done = collected(document);
  const fonts = registerFonts(document, options.furtherFontFile);
  const root = document.struct('Document');
  document.addStructure(root);
  const pen = createPen(document, fonts, language === 'ar', MARGIN);
  const element = (type: string, text: string, draw: () => void) => document.struct(type, { actual: text }, draw);

  const block = (type: string, text: string, size: number, isBold: boolean) => {
    const height = pen.heightOf(text, size, isBold, pen.width);
    pen.makeRoom(height);
    const top = document.y;
    root.add(element(type, text, () => pen.draw(text, { x: MARGIN, y: top, width: pen.width, size, isBold })));
    document.y = top + height + size / 2;
  };
  return {
    language,
    labels,
    heading: (text, level) => block(level === 1 ? 'H1' : 'H2', text, HEADING_SIZES[level], true),
    paragraph: (text) => block('P', text, TEXT_SIZE, false),
    table(widths, header, rows) {
      const table = document.struct('Table');
      root.add(table);
      writeTable({ document, pen, table, widths, header }, rows);
      table.end();
      document.y += TEXT_SIZE;
    },
    finish() {
      block('P', labels.verify.replace('{file}', options.attachment.name), SMALL_SIZE, false);
      block('P', `SHA-256: ${options.sha256}`, SMALL_SIZE, false);
      if (fonts.hasMissing()) block('P', labels.missing, SMALL_SIZE, false);
      root.end();
      numberPages(document, pen, labels);
      document.end();
      return done;
    },
  };
}

function newDocument(options: PageOptions): PDFKit.PDFDocument {
  const { language, title, madeAt, sha256, attachment } = options;
  const date = new Date(madeAt);
  // The published types know neither this subset nor a document that opens without its default font.
  const document = new PDFDocument({
    size: 'A4',
    margins: { top: MARGIN, left: MARGIN, right: MARGIN, bottom: MARGIN + FOOTER_HEIGHT },
    pdfVersion: '1.7',
    subset: 'PDF/UA',
    tagged: true,
    lang: language,
    displayTitle: true,
    bufferPages: true,
    font: '',
    info: { Title: title, Keywords: `sha256:${sha256}`, CreationDate: date, ModDate: date },
  } as unknown as PDFKit.PDFDocumentOptions);
  document.file(Buffer.from(attachment.text), {
    name: attachment.name,
    type: 'application/json',
    description: `SHA-256 ${sha256}`,
    relationship: 'Data',
    creationDate: date,
    modifiedDate: date,
  } as Parameters<typeof document.file>[1]);
  return document;
}

function collected(document: PDFKit.PDFDocument): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  return new Promise((resolve, reject) => {
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', () => resolve(Buffer.concat(chunks)));
    document.on('error', reject);
  });
}

interface TableNeeds {
  readonly document: PDFKit.PDFDocument;
  readonly pen: Pen;
  readonly table: PDFKit.PDFStructureElement;
  readonly widths: readonly number[];
  readonly header: readonly Cell[];
}

function writeTable({ document, pen, table, widths, header }: TableNeeds, rows: readonly (readonly Cell[])[]): void {
  const heightOf = (cells: readonly Cell[], isBold: boolean) =>
    Math.max(...cells.map(({ text }, column) => pen.heightOf(text, TEXT_SIZE, isBold, widthOf(pen, widths, column))));
  const draw = (cells: readonly Cell[], isBold: boolean, put: (cell: Cell, drawIt: () => void) => void) => {
    const [top, height] = [document.y, heightOf(cells, isBold)];
    for (const [column, cell] of cells.entries()) {
      const box = { x: leftOf(pen, widths, column), y: top, width: widthOf(pen, widths, column), size: TEXT_SIZE };
      const { text, isNumber = false } = cell;
      put(cell, () => pen.draw(text, { ...box, isBold, isNumber }));
    }
    document.y = top + height + CELL_GAP;
  };
  const tagged = (type: 'TH' | 'TD', cells: readonly Cell[]) => {
    const row = document.struct('TR');
    table.add(row);
    draw(cells, type === 'TH', ({ text }, drawIt) => {
      const scope = type === 'TH' ? { scope: 'Column' } : {};
      row.add(document.struct(type, { actual: text, ...scope } as PDFKit.Mixins.StructureElementOptions, drawIt));
    });
    row.end();
  };
  pen.makeRoom(heightOf(header, true) * 3);
  tagged('TH', header);
  for (const cells of rows) {
    // A header that is repeated is for the eye: whoever listens has heard it.
    if (pen.makeRoom(heightOf(cells, false)))
      draw(header, true, (_cell, drawIt) => {
        document.markContent('Artifact', { type: 'Layout' } as PDFKit.Mixins.MarkingOptions);
        drawIt();
        document.endMarkedContent();
      });
    tagged('TD', cells);
  }
}

const widthOf = (pen: Pen, widths: readonly number[], column: number): number =>
  (widths[column] ?? 0) * pen.width - CELL_GAP;

/** From the left edge, or from the right one where columns run the other way. */
function leftOf(pen: Pen, widths: readonly number[], column: number): number {
  const before = widths.slice(0, column).reduce((sum, part) => sum + part, 0);
  if (!pen.isMirrored) return MARGIN + before * pen.width;
  return MARGIN + (1 - before - (widths[column] ?? 0)) * pen.width + CELL_GAP;
}

function numberPages(document: PDFKit.PDFDocument, pen: Pen, labels: Labels): void {
  const { count } = document.bufferedPageRange();
  for (let index = 0; index < count; index += 1) {
    document.switchToPage(index);
    // Text below the margin would otherwise begin a new page.
    document.page.margins.bottom = 0;
    const text = labels.page.replace('{page}', String(index + 1)).replace('{pages}', String(count));
    document.markContent('Artifact', { type: 'Pagination' } as PDFKit.Mixins.MarkingOptions);
    const y = document.page.height - MARGIN;
    pen.draw(text, { x: MARGIN, y, width: pen.width, size: SMALL_SIZE, isBold: false });
    document.endMarkedContent();
  }
}
