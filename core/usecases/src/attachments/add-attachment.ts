import { hash } from 'node:crypto';
import { AppError } from '@shared-payments/domain';
import { billOf } from '../bills/get-bill.ts';
import { runCommand } from '../command/run-command.ts';
import { put } from '../command/writes.ts';
import { groupPartition, openGroup } from '../groups/rights.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import {
  ATTACHMENT_BYTES_MAX,
  ATTACHMENTS_PER_BILL_MAX,
  type Attachment,
  attachments,
  fileKey,
  mediaTypeOf,
} from './attachment.ts';

export interface AddAttachmentInput {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/**
 * The file is durable before the commit that names it; a crash between leaves a file nobody names, which cleanup removes.
 * Errors: `not_found`, `forbidden`, `invalid_input` for another kind of file, `too_large`.
 */
export async function addAttachment(
  services: Services,
  context: RequestContext,
  groupId: string,
  billId: string,
  input: AddAttachmentInput,
): Promise<Attachment> {
  if (input.bytes.length > ATTACHMENT_BYTES_MAX) throw new AppError('too_large', 'An attachment has at most 10 MiB.');
  const mediaType = mediaTypeOf(input.bytes);
  await openGroup(services.store, context, groupId, 'take-part');
  const digest = hash('sha256', input.bytes, 'base64url');
  await services.files.write(fileKey(groupId, digest), input.bytes);
  const request = {
    partition: groupPartition(groupId),
    verb: 'attachments/add-attachment',
    input: { billId, digest, fileName: input.fileName },
  };
  return runCommand(services, context, request, async (reader, at) => {
    const { member } = await openGroup(reader, context, groupId, 'take-part');
    await billOf(reader, groupId, billId);
    const there = await reader.list(attachments, groupPartition(groupId), {
      index: 'byBill',
      prefix: `${billId}|`,
      limit: ATTACHMENTS_PER_BILL_MAX,
    });
    if (there.length >= ATTACHMENTS_PER_BILL_MAX)
      throw new AppError('too_large', `A bill has at most ${ATTACHMENTS_PER_BILL_MAX} attachments.`);
    const attachment: Attachment = {
      id: services.newId(),
      version: 1,
      billId,
      fileName: input.fileName,
      mediaType,
      byteCount: input.bytes.length,
      digest,
      createdBy: member.id,
      createdAt: at,
    };
    return { writes: [put(attachments, attachment)], answer: attachment };
  });
}
