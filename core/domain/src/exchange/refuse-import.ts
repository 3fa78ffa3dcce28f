import { AppError } from '../errors.ts';

/** Stable reasons of `import_refused`; a client picks its words by them. */
export type ImportRefusalReason =
  | 'file_empty'
  | 'file_too_large'
  | 'too_many_rows'
  | 'too_many_columns'
  | 'too_many_members'
  | 'text_too_long'
  | 'format_not_recognised'
  | 'header_not_recognised'
  | 'json_unreadable'
  | 'json_wrong_shape'
  | 'quote_not_closed'
  | 'wrong_column_count'
  | 'members_missing'
  | 'member_name_missing'
  | 'member_unknown'
  | 'member_repeated'
  | 'record_repeated'
  | 'currency_missing'
  | 'currency_unknown'
  | 'date_unreadable'
  | 'amount_unreadable'
  | 'amount_missing'
  | 'amount_too_precise'
  | 'amount_out_of_range'
  | 'sum_not_zero'
  | 'shares_do_not_sum'
  | 'nets_exceed_cost'
  | 'payer_unknown'
  | 'weight_unreadable'
  | 'weights_sum_to_zero'
  | 'version_not_supported'
  | 'digest_mismatch'
  | 'nothing_to_read';

/** Throws `import_refused` with `{ reason, line?, ...data }`. `message` says what is wrong and what to do. */
export function refuseImport(
  reason: ImportRefusalReason,
  message: string,
  line?: number,
  data: Readonly<Record<string, unknown>> = {},
): never {
  const where = line === undefined ? '' : `Line ${line}: `;
  throw new AppError('import_refused', `${where}${message}`, {
    ...(line === undefined ? {} : { line }),
    reason,
    ...data,
  });
}
