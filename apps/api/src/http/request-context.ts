import { AppError } from '@shared-payments/domain';
import type { RequestContext, SignedIn } from '@shared-payments/usecases';
import type { FastifyRequest } from 'fastify';

const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,255}$/;
const IF_MATCH = /^(?:W\/)?"?(\d{1,15})(?:\.[^"]*)?"?$/;

/** Errors: `invalid_input` for an Idempotency-Key or If-Match that is not of the documented form. */
export function requestContext(request: FastifyRequest, signedIn: SignedIn | undefined): RequestContext {
  const key = headerOf(request, 'idempotency-key');
  const match = headerOf(request, 'if-match');
  const bodyVersion = versionIn(request.body);
  return {
    userId: signedIn?.userId ?? '',
    requestId: request.id,
    ...(key === undefined ? {} : { idempotencyKey: checkedKey(key) }),
    ...(match === undefined
      ? bodyVersion === undefined
        ? {}
        : { ifVersion: bodyVersion }
      : { ifVersion: versionOf(match) }),
  };
}

function headerOf(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}

function checkedKey(key: string): string {
  if (IDEMPOTENCY_KEY.test(key)) return key;
  throw new AppError('invalid_input', 'Idempotency-Key must be 1 to 255 visible ASCII characters, such as a UUID.');
}

function versionOf(ifMatch: string): number {
  const found = IF_MATCH.exec(ifMatch.trim());
  if (found) return Number(found[1]);
  throw new AppError('invalid_input', 'If-Match must be the ETag of the version you changed, such as "3".');
}

/** Clients that cannot set If-Match may send `version` in the body instead. */
function versionIn(body: unknown): number | undefined {
  if (typeof body !== 'object' || body === null || !('version' in body)) return undefined;
  return typeof body.version === 'number' ? body.version : undefined;
}
