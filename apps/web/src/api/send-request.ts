import type { ProblemWire } from '@shared-payments/contract';
import { connection, KEPT_ANSWER_HEADER } from '../connection/connection.ts';
import type { WriteRequest } from './request.ts';
import { RequestProblem, unreachable } from './request-problem.ts';

const TIMEOUT_MS = 30_000;

/** Reads `path`. The browser's own cache asks with the ETag it has, and an unchanged answer costs no body. Errors: RequestProblem. */
export async function readAnswer<Answer>(path: string, signal?: AbortSignal): Promise<Answer> {
  return answerOf(await ask(path, { signal: withTimeout(signal) }));
}

/** Asks what would be, with a body too long for an address; nothing is written. Errors: RequestProblem. */
export async function readAnswerTo<Answer>(path: string, body: unknown, signal?: AbortSignal): Promise<Answer> {
  const headers = { 'content-type': 'application/json' };
  return answerOf(
    await ask(path, { method: 'POST', headers, body: JSON.stringify(body), signal: withTimeout(signal) }),
  );
}

/** Sends a write. The same key and request again gets the first answer, so it is safe to repeat. Errors: RequestProblem. */
export async function sendWrite<Answer>(request: WriteRequest<Answer>, idempotencyKey: string): Promise<Answer> {
  const { method, path, body, ifVersion } = request;
  const isFile = body instanceof Blob;
  const headers: Record<string, string> = { 'idempotency-key': idempotencyKey };
  if (ifVersion !== undefined) headers['if-match'] = `"${ifVersion}"`;
  if (body !== undefined) headers['content-type'] = isFile ? body.type : 'application/json';
  const payload = body === undefined ? null : isFile ? body : JSON.stringify(body);
  return answerOf(await ask(path, { method, headers, body: payload, signal: withTimeout() }));
}

async function ask(path: string, init: RequestInit): Promise<Response> {
  try {
    const response = await fetch(path, { credentials: 'same-origin', ...init });
    connection.note(!response.headers.has(KEPT_ANSWER_HEADER));
    return response;
  } catch (error) {
    // A reader who went elsewhere is no failure of the network.
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    connection.note(false);
    throw unreachable(error);
  }
}

async function answerOf<Answer>(response: Response): Promise<Answer> {
  if (!response.ok) throw await problemIn(response);
  // The contract's own tests hold the server to the schema this type comes from.
  return (response.status === 204 ? undefined : await response.json()) as Answer;
}

async function problemIn(response: Response): Promise<RequestProblem> {
  const isProblem = response.headers.get('content-type')?.includes('problem+json') ?? false;
  if (isProblem) return new RequestProblem((await response.json()) as ProblemWire);
  // Whoever answered was not the API: a proxy, or a server that is on its way out.
  return response.status >= 500
    ? unreachable(response.status)
    : new RequestProblem({ code: 'internal', detail: response.statusText, status: response.status, requestId: '' });
}

function withTimeout(signal?: AbortSignal): AbortSignal {
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  return signal ? AbortSignal.any([signal, timeout]) : timeout;
}
