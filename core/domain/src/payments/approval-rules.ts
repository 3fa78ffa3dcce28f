import type { PaymentMethod } from './course.ts';

/** Payments that need nobody's approval: every condition that is given has to hold. */
export interface AutoApproval {
  readonly currency: string;
  /** At most this much, in minor units, for one payment. */
  readonly amountMinorMax: number;
  /** null: any method. */
  readonly methods: readonly PaymentMethod[] | null;
  /** The payers it holds for; null: everybody. */
  readonly memberIds: readonly string[] | null;
}

export interface PaymentToApprove {
  readonly from: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly method: PaymentMethod;
}

export const AUTO_APPROVALS_MAX = 20;

/** The number of the first rule that approves the payment, counted from 0; undefined when the primary payer has to. */
export function approvingRule(rules: readonly AutoApproval[], payment: PaymentToApprove): number | undefined {
  const index = rules.findIndex(
    ({ currency, amountMinorMax, methods, memberIds }) =>
      currency === payment.currency &&
      payment.amountMinor <= amountMinorMax &&
      (methods === null || methods.includes(payment.method)) &&
      (memberIds === null || memberIds.includes(payment.from)),
  );
  return index === -1 ? undefined : index;
}
