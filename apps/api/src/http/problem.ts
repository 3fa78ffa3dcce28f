import type { ProblemWire } from '@shared-payments/contract';
import { AppError, type ErrorCode } from '@shared-payments/domain';

const STATUS_OF_CODE: Readonly<Record<ErrorCode, number>> = {
  invalid_input: 400,
  not_signed_in: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  idempotency_key_reused: 422,
  precondition_required: 428,
  rate_limited: 429,
  too_large: 413,
  amount_out_of_range: 422,
  amount_unreadable: 422,
  amount_ambiguous: 422,
  unknown_currency: 422,
  shares_mismatch: 422,
  not_a_member: 403,
  state_not_allowed: 409,
  reading_implausible: 422,
  import_refused: 422,
  content_damaged: 500,
  unavailable: 503,
};

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

/** RFC 9457. `internal` is ours alone: the cause is logged, never sent. */
export function problemOf(error: unknown, requestId: string): ProblemWire {
  const known = toAppError(error);
  const code = known?.code ?? 'internal';
  const status = known ? STATUS_OF_CODE[known.code] : 500;
  return {
    type: `/docs/errors#${code}`,
    title: titleOf(code),
    status,
    detail: known?.message ?? 'Something went wrong on our side. Nothing was changed; please try again.',
    code,
    requestId,
    ...(known && Object.keys(known.data).length > 0 ? { data: known.data } : {}),
  };
}

/** What Fastify itself refuses (schema, media type, size) under the product's own codes. */
function toAppError(error: unknown): AppError | undefined {
  if (error instanceof AppError) return error;
  const { statusCode, validation, message } = error as FastifyFailure;
  if (validation)
    return new AppError(
      'invalid_input',
      sentence(message ?? 'The request is not of the documented form'),
      pathsOf(validation),
    );
  if (statusCode === 413) return new AppError('too_large', 'The request is larger than this endpoint takes.');
  if (statusCode === 429)
    return new AppError('rate_limited', message ?? 'Too many requests: wait a little and try again.');
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return new AppError('invalid_input', sentence(message ?? 'The request could not be read'));
  }
  return undefined;
}

function sentence(message: string): string {
  return `${message.replace(/\.+$/, '')}.`;
}

interface FastifyFailure {
  readonly statusCode?: number;
  readonly message?: string;
  readonly validation?: readonly { readonly instancePath: string; readonly message?: string }[];
}

function pathsOf(validation: NonNullable<FastifyFailure['validation']>) {
  return {
    issues: validation
      .slice(0, 10)
      .map(({ instancePath, message }) => ({ path: instancePath, problem: message ?? '' })),
  };
}

function titleOf(code: string): string {
  const words = code.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
