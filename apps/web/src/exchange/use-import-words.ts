import { useSpeech } from '../language/speech-context.tsx';

const TOLD = [
  'payer_share_from_cost',
  'payers_equal_split',
  'payers_share_remainder',
  'payer_unknown',
  'payer_without_share',
  'payment_by_title',
  'payment_kept_as_bill',
  'shares_rounded',
  'shares_completed',
  'shares_even_by_label',
  'amount_rounded',
  'original_dropped',
  'currency_by_symbol',
  'currency_by_caller',
  'row_without_effect',
  'member_name_repeated',
  'recurrence_not_supported',
] as const;

/** What was concluded of a file, in words; what is rarer keeps the name it has in the documentation. */
export function useImportWords(): (code: string) => string {
  const { say } = useSpeech();
  return (code) => {
    const known = TOLD.find((one) => one === code);
    return known ? say(`importNote.${known}`) : code.replaceAll('_', ' ');
  };
}
