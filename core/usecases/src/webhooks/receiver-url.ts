import { AppError } from '@shared-payments/domain';
import type { Services } from '../ports/services.ts';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * The address of a system outside as it is kept. What it resolves to is checked when it is called: here is only what its
 * text says. Errors: `invalid_input`.
 */
export function receiverUrl(
  { allowsLoopbackWebhooks }: Pick<Services, 'allowsLoopbackWebhooks'>,
  text: string,
): string {
  const url = URL.parse(text);
  const isLoopback = url !== null && LOOPBACK.has(url.hostname);
  if (url?.username !== '' || url.password !== '' || url.hash !== '' || (isLoopback && !allowsLoopbackWebhooks))
    throw new AppError('invalid_input', 'This goes to a public https address, without a user name or a fragment.');
  if (url.protocol !== 'https:' && !(isLoopback && url.protocol === 'http:'))
    throw new AppError('invalid_input', 'This goes to an https address.', { protocol: url.protocol.slice(0, 20) });
  return url.href;
}
