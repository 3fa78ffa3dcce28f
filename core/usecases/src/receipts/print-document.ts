import { AppError, exportFileName } from '@shared-payments/domain';
import { openGroup } from '../groups/rights.ts';
import { memberOf } from '../members/update-member.ts';
import type { DocumentLanguage } from '../ports/documents.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import { frozenStatement } from '../statements/get-statement.ts';
import { receiptOf } from './get-receipt.ts';
import { keepPrint, type PrintedDocument } from './keep-print.ts';

export type PrintedFile = PrintedDocument & { readonly fileName: string };

/** The statement of a closed month as a PDF. Errors: `not_found`, `state_not_allowed` while it is open, `content_damaged`. */
export async function printStatement(
  services: Services,
  context: RequestContext,
  key: { readonly groupId: string; readonly memberId: string; readonly month: string },
  language: DocumentLanguage,
): Promise<PrintedFile> {
  const { group } = await openGroup(services.store, context, key.groupId, 'see');
  const member = memberOf(group, key.memberId);
  const frozen = await frozenStatement(services.store, key.groupId, key.memberId, key.month);
  if (!frozen) throw new AppError('state_not_allowed', 'Only the statement of a closed month is printed.');
  const printed = await keepPrint(services, frozen, language);
  return { ...printed, fileName: exportFileName(`${group.name} ${member.name}`, key.month, 'pdf') };
}

/** Errors: as `getReceipt`. */
export async function printReceipt(
  services: Services,
  context: RequestContext,
  key: { readonly groupId: string; readonly paymentId: string },
  language: DocumentLanguage,
): Promise<PrintedFile> {
  const { group } = await openGroup(services.store, context, key.groupId, 'see');
  const receipt = await receiptOf(services.store, group, key.paymentId);
  const printed = await keepPrint(services, receipt, language);
  return {
    ...printed,
    fileName: exportFileName(`${group.name} ${receipt.content.number}`, receipt.content.date, 'pdf'),
  };
}
