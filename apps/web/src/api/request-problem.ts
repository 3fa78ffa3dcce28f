import type { ProblemWire } from '@shared-payments/contract';
import type { ErrorCode } from '@shared-payments/domain';

/** The API's codes, and 'unreachable' when there was no answer at all. */
export type ProblemCode = ErrorCode | 'internal' | 'unreachable';

/** Why a request failed. `message` is the server's English; screens show the words of their language by `code`. */
export class RequestProblem extends Error {
  readonly code: ProblemCode;
  readonly status: number;
  readonly requestId: string;
  readonly data: Readonly<Record<string, unknown>>;

  constructor(
    problem: Pick<ProblemWire, 'detail' | 'status' | 'requestId'> &
      Pick<Partial<ProblemWire>, 'data'> & { code: string },
    options?: ErrorOptions,
  ) {
    super(problem.detail, options);
    this.name = 'RequestProblem';
    this.code = problem.code as ProblemCode;
    this.status = problem.status;
    this.requestId = problem.requestId;
    this.data = problem.data ?? {};
  }
}

export function isProblem(error: unknown, ...codes: readonly ProblemCode[]): error is RequestProblem {
  return error instanceof RequestProblem && (codes.length === 0 || codes.includes(error.code));
}

/** There was no answer: the network is down, or the server is. */
export function unreachable(cause: unknown): RequestProblem {
  return new RequestProblem(
    { code: 'unreachable', detail: 'There was no answer.', status: 0, requestId: '' },
    { cause },
  );
}
