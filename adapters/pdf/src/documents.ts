import type { Documents } from '@shared-payments/usecases';
import { canonicalJson, contentHash } from '@shared-payments/usecases';
import { LABELS } from './labels.ts';
import { writeReceipt } from './receipt.ts';
import { writeStatement } from './statement.ts';

export interface PdfDocumentsOptions {
  /** A TrueType or OpenType file for what the fonts at hand lack, such as Korean. */
  readonly furtherFontFile?: string;
}

/**
 * Tagged PDF (title, language, headings, tables) with pdfkit. The dates inside are the content's own, so equal content makes
 * equal bytes. A sign that no font draws is shown as one that says so, and is whole in the attached content.
 */
export function createPdfDocuments(options: PdfDocumentsOptions = {}): Documents {
  return {
    async render(content, language) {
      // Only who prints pays for the libraries' size in memory.
      const { openPage } = await import('./page.ts');
      const labels = LABELS[language];
      const subject = content.kind === 'statement' ? content.month : content.number;
      const page = openPage({
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
