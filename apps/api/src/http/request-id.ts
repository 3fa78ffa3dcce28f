import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const ACCEPTED = /^[A-Za-z0-9._-]{8,64}$/;
// Random once for the process and counted from there: unique like a UUID, at a fraction of its cost per request.
const PROCESS_PREFIX = randomBytes(9).toString('base64url');
let count = 0;

/** The caller's X-Request-ID where it is fit for a log line, or a fresh one. */
export function requestId(request: Pick<IncomingMessage, 'headers'>): string {
  const sent = request.headers['x-request-id'];
  if (typeof sent === 'string' && ACCEPTED.test(sent)) return sent;
  count += 1;
  return `${PROCESS_PREFIX}-${count.toString(36)}`;
}
