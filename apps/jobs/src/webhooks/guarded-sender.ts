import { type LookupAddress, lookup } from 'node:dns';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { WebhookAnswer, WebhookRequest, WebhookSender } from '@shared-payments/usecases';
import { isLoopbackAddress, isPublicAddress } from './public-addresses.ts';
import { retryAfterMs } from './retry-after.ts';

export interface GuardedSenderSettings {
  /** Also reach this machine, over http too; only for trials. */
  readonly allowsLoopback: boolean;
  /** All addresses of a name; the machine's resolver when left out. */
  readonly resolve?: (name: string) => Promise<readonly LookupAddress[]>;
}

/** From the first look-up to the answer's status. */
export const WEBHOOK_TIMEOUT_MS = 10_000;

class RefusedAddress extends Error {}

/**
 * Sends to public addresses only. The addresses that were checked are the ones connected to, so a name cannot answer one
 * thing to the check and another to the connection. Redirects are answers like any other; what a receiver says besides its
 * status, and when to come again, is not read.
 */
export function createGuardedSender(settings: GuardedSenderSettings): WebhookSender {
  const resolve = settings.resolve ?? resolveAll;
  const isAllowed = ({ address, family }: LookupAddress) => {
    const kind = family === 6 ? 6 : 4;
    return isPublicAddress(address, kind) || (settings.allowsLoopback && isLoopbackAddress(address, kind));
  };
  return {
    async send(request) {
      try {
        const url = new URL(request.url);
        const addresses = await withTimeout(addressesOf(url, resolve));
        // One private address among several is a trap, not a receiver.
        if (addresses.length === 0 || !addresses.every(isAllowed)) throw new RefusedAddress();
        if (url.protocol !== 'https:' && !settings.allowsLoopback) throw new RefusedAddress();
        return await post(url, request, addresses);
      } catch (error) {
        return { status: null, problem: problemOf(error) };
      }
    },
  };
}

async function addressesOf(
  url: URL,
  resolve: (name: string) => Promise<readonly LookupAddress[]>,
): Promise<readonly LookupAddress[]> {
  const name = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const family = isIP(name);
  return family === 0 ? resolve(name) : [{ address: name, family }];
}

function resolveAll(name: string): Promise<readonly LookupAddress[]> {
  return new Promise((resolve, reject) => {
    lookup(name, { all: true, verbatim: true }, (error, found) => (error ? reject(error) : resolve(found)));
  });
}

function withTimeout<T>(work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new DOMException('too slow', 'TimeoutError')), WEBHOOK_TIMEOUT_MS);
  return Promise.race([work, promise]).finally(() => clearTimeout(timer));
}

function post(
  url: URL,
  { headers, body }: WebhookRequest,
  addresses: readonly LookupAddress[],
): Promise<WebhookAnswer> {
  const answerAll: LookupFunction = (_name, options, done) => {
    const [first] = addresses;
    if (options.all) done(null, [...addresses]);
    else done(null, first?.address ?? '', first?.family ?? 0);
  };
  const length = String(Buffer.byteLength(body));
  return new Promise((resolve, reject) => {
    const open = url.protocol === 'https:' ? requestHttps : requestHttp;
    const outgoing = open(url, {
      method: 'POST',
      headers: { ...headers, 'content-length': length },
      lookup: answerAll,
      agent: false,
      signal: AbortSignal.timeout(WEBHOOK_TIMEOUT_MS),
    });
    outgoing.on('response', (response) => {
      const status = response.statusCode ?? 0;
      const waitMs = retryAfterMs(status, response.headers['retry-after'], Date.now());
      response.destroy();
      const problem = status >= 200 && status < 300 ? null : `answered ${status}`;
      resolve(waitMs === undefined ? { status, problem } : { status, problem, retryAfterMs: waitMs });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** Words for people of the group: never what a private network answered. */
function problemOf(error: unknown): string {
  if (error instanceof RefusedAddress) return 'the address is not a public one';
  const { name, code } = error as { readonly name?: string; readonly code?: string };
  if (name === 'TimeoutError' || name === 'AbortError') return `no answer within ${WEBHOOK_TIMEOUT_MS / 1_000} seconds`;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'the name is not known';
  return 'the connection failed';
}
