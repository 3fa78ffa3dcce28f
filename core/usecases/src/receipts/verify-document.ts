import { AppError } from '@shared-payments/domain';
import { groupPartition, openGroup } from '../groups/rights.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import { contentHash } from '../statements/canonical-json.ts';
import { type FrozenStatement, frozenStatements } from '../statements/closing.ts';
import { type ReceiptContent, receiptOf } from './get-receipt.ts';
import { printKey, undefinedWhenMissing } from './keep-print.ts';

export interface Verification {
  readonly sha256: string;
  /** null: no statement of this group has this hash, and no receipt that was printed here. */
  readonly document:
    | { readonly kind: 'statement'; readonly memberId: string; readonly month: string; readonly isCurrent: true }
    | { readonly kind: 'receipt'; readonly paymentId: string; readonly number: string; readonly isCurrent: boolean }
    | null;
}

/**
 * Whether a printed hash is what the log holds. A receipt is current until money goes back or a name on it changes.
 * Errors: `not_found` for who is not in the group, `content_damaged`.
 */
export async function verifyDocument(
  services: Services,
  context: RequestContext,
  groupId: string,
  sha256: string,
): Promise<Verification> {
  const { store, files } = services;
  const { group } = await openGroup(store, context, groupId, 'see');
  const range = { index: 'bySha256', prefix: sha256, limit: 1 };
  const [found] = await store.list(frozenStatements, groupPartition(groupId), range);
  if (found) {
    const { memberId, month } = await loggedStatement(services, groupId, found.document);
    return { sha256, document: { kind: 'statement', memberId, month, isCurrent: true } };
  }
  const kept = await files.read(printKey(groupId, sha256, 'content')).catch(undefinedWhenMissing);
  if (!kept) return { sha256, document: null };
  const content = JSON.parse(Buffer.from(kept).toString()) as ReceiptContent;
  requireHash(content, sha256);
  const { paymentId, number } = content;
  const now = await receiptOf(store, group, paymentId).catch(noReceiptAnyMore);
  return { sha256, document: { kind: 'receipt', paymentId, number, isCurrent: now?.sha256 === sha256 } };
}

/** The statement as the commit that froze it says: the stored copy alone proves nothing. */
async function loggedStatement(
  { store }: Services,
  groupId: string,
  { id, sha256 }: FrozenStatement,
): Promise<FrozenStatement> {
  const partition = groupPartition(groupId);
  const seq = await store.seqOf(frozenStatements, partition, id);
  const [commit] = await store.readPartition(partition, { after: seq - 1, limit: 1 });
  const change = commit?.changes.find((one) => one.collection === frozenStatements.name && one.id === id);
  const logged = change?.document as FrozenStatement | undefined;
  requireHash(logged?.content, sha256);
  return logged as FrozenStatement;
}

function requireHash(content: unknown, sha256: string): void {
  if (content === undefined || contentHash(content) !== sha256)
    throw new AppError('content_damaged', 'What this hash was printed for is not what it was.', { sha256 });
}

/** A payment that was reversed has no receipt any more; the old one stays known. */
function noReceiptAnyMore(error: unknown): undefined {
  if (error instanceof AppError && (error.code === 'state_not_allowed' || error.code === 'not_found')) return undefined;
  throw error;
}
