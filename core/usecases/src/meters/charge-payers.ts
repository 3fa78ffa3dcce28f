import { AppError } from '@shared-payments/domain';
import type { BillPayer } from '../bills/bill.ts';

/** Who paid a supplier; one payer alone needs no amount. */
export interface ChargePayer {
  readonly memberId: string;
  readonly amountMinor?: number;
}

/** Errors: `invalid_input` when there are several and one has no amount. */
export function chargePayers(payers: readonly ChargePayer[], totalMinor: number): readonly BillPayer[] {
  const [only] = payers;
  if (payers.length === 1 && only !== undefined) {
    return [{ memberId: only.memberId, amountMinor: only.amountMinor ?? totalMinor }];
  }
  return payers.map(({ memberId, amountMinor }) => {
    if (amountMinor !== undefined) return { memberId, amountMinor };
    throw new AppError('invalid_input', 'Say what each of several payers paid.');
  });
}
