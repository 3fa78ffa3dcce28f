import { isProblem } from '../api/request-problem.ts';
import { Notice } from '../components/notice.tsx';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { useSpeech } from '../language/speech-context.tsx';

const REASONS = [
  'format_not_recognised',
  'header_not_recognised',
  'wrong_column_count',
  'quote_not_closed',
  'file_empty',
  'file_too_large',
  'date_unreadable',
  'amount_unreadable',
  'currency_unknown',
  'currency_missing',
  'shares_do_not_sum',
  'balances_differ',
  'members_missing',
  'member_repeated',
  'digest_mismatch',
  'version_not_supported',
  'nothing_to_read',
] as const;

/** Why a file was refused, and on which line: nothing of it was imported. */
export function ImportRefusal({ error }: { readonly error: unknown }) {
  const { say } = useSpeech();
  if (!isProblem(error, 'import_refused')) return <ProblemNotice error={error} />;
  const { line, reason } = error.data;
  const known = REASONS.find((one) => one === reason);
  return (
    <Notice tone="alarm">
      {typeof line === 'number' ? `${say('exchange.line', { line })}: ` : ''}
      {known ? say(`importRefusal.${known}`) : error.message} {say('problem.importRefused')}
    </Notice>
  );
}
