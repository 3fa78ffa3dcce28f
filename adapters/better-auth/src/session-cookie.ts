import { createHmac, timingSafeEqual } from 'node:crypto';

export const COOKIE_PREFIX = 'shared-payments';
export const SESSION_DAYS = 30;

const COOKIE = new RegExp(`(?:^|;\\s*)(?:__Secure-)?${COOKIE_PREFIX}\\.session_token=([^;]{1,400})`);
const COOKIE_HEADER_MAX = 8_192;

/** The session token a Cookie header carries, if its signature is ours: `<token>.<HMAC-SHA256 in base64>`, percent-encoded. */
export function sessionTokenIn(cookieHeader: string, secret: string): string | undefined {
  if (cookieHeader.length > COOKIE_HEADER_MAX) return undefined;
  const value = decoded(COOKIE.exec(cookieHeader)?.[1] ?? '');
  const dot = value.lastIndexOf('.');
  if (dot <= 0) return undefined;
  const token = value.slice(0, dot);
  const expected = createHmac('sha256', secret).update(token).digest();
  const signature = Buffer.from(value.slice(dot + 1), 'base64');
  return signature.length === expected.length && timingSafeEqual(signature, expected) ? token : undefined;
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return '';
  }
}
