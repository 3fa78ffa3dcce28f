import { Button } from '@mantine/core';
import { type ProblemCode, RequestProblem } from '../api/request-problem.ts';
import type { MessageKey } from '../language/languages.ts';
import { useSpeech } from '../language/speech-context.tsx';
import { Notice } from './notice.tsx';

const MESSAGE_OF_CODE: Readonly<Record<ProblemCode, MessageKey>> = {
  invalid_input: 'problem.invalidInput',
  not_signed_in: 'problem.notSignedIn',
  forbidden: 'problem.forbidden',
  not_found: 'problem.notFound',
  conflict: 'problem.conflict',
  idempotency_key_reused: 'problem.internal',
  precondition_required: 'problem.conflict',
  rate_limited: 'problem.rateLimited',
  too_large: 'problem.tooLarge',
  amount_out_of_range: 'problem.amountOutOfRange',
  amount_unreadable: 'problem.amountUnreadable',
  amount_ambiguous: 'problem.amountAmbiguous',
  unknown_currency: 'problem.unknownCurrency',
  shares_mismatch: 'problem.sharesMismatch',
  not_a_member: 'problem.notAMember',
  state_not_allowed: 'problem.stateNotAllowed',
  reading_implausible: 'problem.readingImplausible',
  import_refused: 'problem.importRefused',
  unavailable: 'problem.unreachable',
  content_damaged: 'problem.internal',
  internal: 'problem.internal',
  unreachable: 'problem.unreachable',
};

/** What a code means to its reader. */
export function wordsOfProblem(code: ProblemCode): MessageKey {
  return MESSAGE_OF_CODE[code] ?? 'problem.internal';
}

export interface ProblemNoticeProps {
  readonly error: unknown;
  /** Words that fit this screen better than the general ones. */
  readonly words?: Partial<Readonly<Record<ProblemCode, MessageKey>>>;
  readonly onRetry?: () => void;
}

/** Why something failed, in the reader's language, and what to do about it. Renders nothing without an error. */
export function ProblemNotice({ error, words = {}, onRetry }: ProblemNoticeProps) {
  const { say } = useSpeech();
  if (error === null || error === undefined) return null;
  const code = error instanceof RequestProblem ? error.code : 'internal';
  const reference = code === 'internal' && error instanceof RequestProblem ? error.requestId : '';
  return (
    <Notice
      tone="alarm"
      action={
        onRetry && (
          <Button size="xs" variant="default" onClick={onRetry}>
            {say('problem.retry')}
          </Button>
        )
      }
    >
      {say(words[code] ?? wordsOfProblem(code))}
      {reference === '' ? '' : ` (${reference})`}
    </Notice>
  );
}
