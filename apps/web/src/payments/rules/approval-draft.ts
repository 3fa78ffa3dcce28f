import { fromWire } from '@shared-payments/domain';
import { writeAmount } from '../../bills/editor/write-amount.ts';
import type { Payment, PaymentRules } from '../payment-queries.ts';
import { readAmount } from '../read-amount.ts';

type AutoApproval = PaymentRules['autoApprovals'][number];

/** A rule while it is written. No way and no person chosen: any. */
export interface ApprovalDraft {
  readonly currency: string;
  readonly amountText: string;
  readonly methods: readonly Payment['method'][];
  readonly memberIds: readonly string[];
}

export function draftOf({ currency, amountMinorMax, methods, memberIds }: AutoApproval, locale: string): ApprovalDraft {
  const amountText = writeAmount(fromWire(amountMinorMax), currency, locale);
  return { currency, amountText, methods: methods ?? [], memberIds: memberIds ?? [] };
}

/** The rules as they are saved; undefined while an amount cannot be read. */
export function rulesOfDrafts(drafts: readonly ApprovalDraft[], locale: string): AutoApproval[] | undefined {
  const rules: AutoApproval[] = [];
  for (const { currency, amountText, methods, memberIds } of drafts) {
    const amountMinorMax = readAmount(amountText, currency, locale);
    if (amountMinorMax === undefined) return undefined;
    rules.push({
      currency,
      amountMinorMax,
      methods: methods.length === 0 ? null : [...methods],
      memberIds: memberIds.length === 0 ? null : [...memberIds],
    });
  }
  return rules;
}
