import type { Language } from '@shared-payments/domain';
import type { ReceiptContent } from '../receipts/get-receipt.ts';
import type { StatementContent } from '../statements/closing.ts';

export type DocumentLanguage = Language;

/** Prints what was frozen. The same content and language give the same bytes, wherever and whenever. */
export interface Documents {
  /** A PDF with the canonical JSON of `content` attached and its SHA-256 printed, so that anybody can check it. */
  render(content: StatementContent | ReceiptContent, language: DocumentLanguage): Promise<Uint8Array>;
}
