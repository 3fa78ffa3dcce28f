import { useGroup } from '../groups/use-group.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import type { ToldField } from './bill-changes.ts';
import type { Bill } from './bill-queries.ts';

/** A field of a stored bill in words. What is stored is the wire's own form, so that its types are the bill's. */
export function useFieldWords(currency: string): (field: ToldField, value: unknown) => string {
  const { say, money, date, list } = useSpeech();
  const { nameOf } = useGroup();
  const amounts = (parts: readonly { readonly memberId: string; readonly amountMinor: number }[]) =>
    list(parts.map(({ memberId, amountMinor }) => `${nameOf(memberId)} ${money(amountMinor, currency)}`));
  return (field, value) => {
    if (value === null || value === undefined) return '';
    switch (field) {
      case 'totalMinor':
        return money(value as Bill['totalMinor'], currency);
      case 'date':
      case 'dueOn':
        return date(value as Bill['date']);
      case 'payers':
      case 'shares':
        return amounts(value as Bill['payers']);
      case 'split':
        return say(`method.${(value as Bill['split']).method}`);
      case 'state':
        return say(`billState.${value as Bill['state']}`);
      case 'disputes':
        return list((value as Bill['disputes']).map(({ reason, state }) => `${reason} (${say(`dispute.${state}`)})`));
      default:
        return String(value);
    }
  };
}
