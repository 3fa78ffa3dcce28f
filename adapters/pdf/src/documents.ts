import type { DocumentLanguage, Documents } from '@shared-payments/usecases';
import { canonicalJson, contentHash } from '@shared-payments/usecases';
import { LABELS } from './labels.ts';
import { openPage } from './page.ts';
import { writeReceipt } from './receipt.ts';
import { writeStatement } from './statement.ts';

export interface PdfDocumentsOptions {
  /** A TrueType or OpenType file for what the built-in font lacks, such as Japanese. */
  readonly furtherFontFile?: string;
}

/**
 * Tagged PDF (title, language, headings, tables) with pdfkit. The dates inside are the content's own, so equal content makes
 * equal bytes. Labels that no font at hand can draw are written in English, and the document says it is English.
 */
export function createPdfDocuments(options: PdfDocumentsOptions = {}): Documents {
  return {
    async render(content, wanted) {
      const language: DocumentLanguage = canDraw(wanted, options) ? wanted : 'en';
      const labels = LABELS[language];
      const subject = content.kind === 'statement' ? content.month : content.number;
      const page = await openPage({
        language,
        labels,
        title: `${labels[content.kind]} ${subject} · ${content.group.name}`,
        madeAt: content.kind === 'statement' ? content.closedAt : Date.parse(`${content.date}T00:00:00Z`),
        sha256: contentHash(content),
        attachment: { name: `${content.kind}.json`, text: canonicalJson(content) },
        ...options,
      });
      if (content.kind === 'statement') writeStatement(page, content);
      else writeReceipt(page, content);
      return page.finish();
    },
  };
}

/** Of the languages there are labels for, only Japanese needs a font that is not built in. */
function canDraw(language: DocumentLanguage, { furtherFontFile }: PdfDocumentsOptions): boolean {
  return language !== 'ja' || furtherFontFile !== undefined;
}
