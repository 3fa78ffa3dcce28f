import { AppError } from '@shared-payments/domain';
import { groupPartition } from '../groups/rights.ts';
import type { Reader } from '../ports/store.ts';
import { defineCollection } from '../store/collection.ts';

export interface Attachment {
  readonly id: string;
  readonly version: number;
  readonly billId: string;
  readonly fileName: string;
  readonly mediaType: MediaType;
  readonly byteCount: number;
  /** SHA-256 of the bytes, base64url. */
  readonly digest: string;
  readonly createdBy: string;
  readonly createdAt: number;
}

export const attachments = defineCollection<Attachment>('attachments', {
  keys: (attachment) => [['byBill', `${attachment.billId}|${attachment.id}`]],
});

export type MediaType = 'image/jpeg' | 'image/png' | 'image/webp' | 'application/pdf';

export const ATTACHMENT_BYTES_MAX = 10 * 1024 * 1024;
export const ATTACHMENTS_PER_BILL_MAX = 20;

export const fileKey = (groupId: string, digest: string): string => `${groupId}/${digest}`;

/** What the bytes themselves say they are; a file's name or declared type is only a claim. Errors: `invalid_input`. */
export function mediaTypeOf(bytes: Uint8Array): MediaType {
  const starts = (...prefix: readonly number[]) => prefix.every((byte, index) => bytes[index] === byte);
  const ascii = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));
  if (starts(0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  if (ascii(0, 4) === 'RIFF' && ascii(8, 12) === 'WEBP') return 'image/webp';
  if (ascii(0, 5) === '%PDF-') return 'application/pdf';
  throw new AppError('invalid_input', 'Attach a JPEG, PNG or WebP picture or a PDF.');
}

/** Errors: `not_found`. */
export async function attachmentOf(
  reader: Pick<Reader, 'get'>,
  groupId: string,
  attachmentId: string,
): Promise<Attachment> {
  const attachment = await reader.get(attachments, groupPartition(groupId), attachmentId);
  if (!attachment) throw new AppError('not_found', 'There is no such attachment in this group.');
  return attachment;
}
