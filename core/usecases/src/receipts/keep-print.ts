import { AppError } from '@shared-payments/domain';
import type { DocumentLanguage } from '../ports/documents.ts';
import type { Services } from '../ports/services.ts';
import { canonicalJson } from '../statements/canonical-json.ts';
import type { StatementContent } from '../statements/closing.ts';
import type { ReceiptContent } from './get-receipt.ts';

export interface PrintedDocument {
  readonly bytes: Uint8Array;
  /** Of the content, not of the bytes. */
  readonly sha256: string;
}

/** Where printed documents lie among the files; attachments lie under their group. */
export const PRINTED = 'documents/';

export const printKey = (groupId: string, sha256: string, part: DocumentLanguage | 'content'): string =>
  `${PRINTED}${groupId}/${sha256}-${part}`;

/** Prints once and serves that ever after, next to the content it was printed from. Errors: `state_not_allowed` without a printer. */
export async function keepPrint(
  { files, documents }: Services,
  { content, sha256 }: { readonly content: StatementContent | ReceiptContent; readonly sha256: string },
  language: DocumentLanguage,
): Promise<PrintedDocument> {
  const key = printKey(content.group.id, sha256, language);
  const kept = await files.read(key).catch(undefinedWhenMissing);
  if (kept) return { bytes: kept, sha256 };
  if (!documents) throw new AppError('state_not_allowed', 'This server prints no documents: it was set up without.');
  const bytes = await documents.render(content, language);
  await files.write(printKey(content.group.id, sha256, 'content'), Buffer.from(canonicalJson(content)));
  await files.write(key, bytes);
  return { bytes, sha256 };
}

export function undefinedWhenMissing(error: unknown): undefined {
  if (error instanceof AppError && error.code === 'not_found') return undefined;
  throw error;
}
