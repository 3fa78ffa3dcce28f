import { AppError } from '@shared-payments/domain';
import type { IdentityRequest, SignedIn, WithCookies } from '@shared-payments/usecases';
import type { FastifyRequest } from 'fastify';
import type { Answer } from '../../http/route.ts';

const USER_AGENT_MAX = 200;

/** What the identity needs of a request. */
export function identityRequest(request: FastifyRequest): IdentityRequest {
  return { cookie: request.headers.cookie, userAgent: request.headers['user-agent']?.slice(0, USER_AGENT_MAX) };
}

/** The answer with the cookies that belong to it. */
export function withCookies<T>({ value, setCookies }: WithCookies<unknown>, body: T): Answer<T>;
export function withCookies<T>(answer: WithCookies<T>): Answer<T>;
export function withCookies<T>({ value, setCookies }: WithCookies<T>, body: T = value): Answer<T> {
  return setCookies.length === 0 ? { body } : { body, headers: { 'set-cookie': [...setCookies] } };
}

/** Errors: `not_signed_in`. */
export function requireSession(signedIn: SignedIn | undefined): SignedIn {
  if (!signedIn) throw new AppError('not_signed_in', 'Sign in first: this needs a session.');
  return signedIn;
}
