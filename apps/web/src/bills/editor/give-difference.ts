import { fromWire, parseAmount } from '@shared-payments/domain';
import type { Texts } from './bill-draft.ts';
import { writeAmount } from './write-amount.ts';

/** The texts with `memberId`'s amount changed so that a difference is gone: 'you are 0.01 over' becomes one click. */
export function giveDifference(
  texts: Texts,
  memberId: string,
  differenceMinor: number,
  { currency, locale }: { readonly currency: string; readonly locale: string },
): Texts {
  const text = texts[memberId] ?? '';
  const before = text.trim() === '' ? 0n : parseAmount(text, currency, locale);
  return { ...texts, [memberId]: writeAmount(before - fromWire(differenceMinor), currency, locale) };
}
