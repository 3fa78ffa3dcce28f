import { clientsClaim } from 'workbox-core';
import type { WorkboxPlugin } from 'workbox-core/types.js';
import { ExpirationPlugin } from 'workbox-expiration';
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { NetworkFirst } from 'workbox-strategies';
import { KEPT_ANSWER_HEADER } from '../connection/connection.ts';
import { ANSWERS_CACHE } from '../kept/answers.ts';
import { readLook, withLook } from '../kept/looks.ts';
import { sendOutboxOfOwner } from '../outbox/send-outbox-of-owner.ts';
import { SYNC_TAG } from '../outbox/sync-tag.ts';
import { noticeOf, pageOf, pageToUse } from './pushed-notice.ts';

/** What the worker uses of its scope; the library of types for pages knows none of it. */
interface WorkerScope {
  readonly __WB_MANIFEST: readonly { readonly url: string; readonly revision: string | null }[];
  readonly location: { readonly origin: string };
  readonly registration: { showNotification(title: string, options: NotificationOptions): Promise<void> };
  readonly clients: {
    matchAll(options: { readonly type: 'window'; readonly includeUncontrolled: true }): Promise<readonly OpenPage[]>;
    openWindow(url: string): Promise<unknown>;
  };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  addEventListener(type: 'sync', listener: (event: SyncEvent) => void): void;
  addEventListener(type: 'push', listener: (event: PushedEvent) => void): void;
  addEventListener(type: 'notificationclick', listener: (event: ClickEvent) => void): void;
}

interface SyncEvent {
  readonly tag: string;
  waitUntil(work: Promise<unknown>): void;
}

interface PushedEvent {
  readonly data: { text(): string } | null;
  waitUntil(work: Promise<unknown>): void;
}

interface ClickEvent {
  readonly notification: { readonly data: unknown; close(): void };
  waitUntil(work: Promise<unknown>): void;
}

interface OpenPage {
  readonly url: string;
  readonly focused: boolean;
  focus(): Promise<unknown>;
  navigate(url: string): Promise<unknown>;
}

declare const self: WorkerScope;

const ANSWERS_MAX = 600;
const ANSWERS_SECONDS = 60 * 24 * 60 * 60;
const SHELL = '/index.html';
const NOT_PAGES = /^\/(v1|docs|openapi\.json|livez|readyz|version|metrics)(\/|$)/;

precacheAndRoute([...self.__WB_MANIFEST]);
cleanupOutdatedCaches();
// The page that brought the worker is served by it at once, so that what is opened first is kept as well.
clientsClaim();

const shell = createHandlerBoundToURL(SHELL);
registerRoute(
  new NavigationRoute(async (options) => lastLook(await shell(options), options.url), { denylist: [NOT_PAGES] }),
);

registerRoute(
  ({ url, request }) => request.method === 'GET' && url.pathname.startsWith('/v1/') && !url.pathname.includes('/auth/'),
  new NetworkFirst({
    cacheName: ANSWERS_CACHE,
    matchOptions: { ignoreVary: true },
    plugins: [
      // Its declaration is older than exact optional properties.
      new ExpirationPlugin({
        maxEntries: ANSWERS_MAX,
        maxAgeSeconds: ANSWERS_SECONDS,
        purgeOnQuotaError: true,
      }) as WorkboxPlugin,
      { cachedResponseWillBeUsed: async ({ cachedResponse }) => cachedResponse && withMark(cachedResponse) },
    ],
  }),
);

/** What the page was when it was last open, where that is known. */
async function lastLook(document: Response, { pathname, search }: URL): Promise<Response> {
  const look = await readLook(pathname + search).catch(() => undefined);
  if (look === undefined) return document;
  const headers = new Headers(document.headers);
  // Of the bytes on the wire, which these are not any more.
  for (const name of ['content-encoding', 'content-length', 'etag']) headers.delete(name);
  return new Response(withLook(await document.text(), look), { headers });
}

/** The page has to know that it shows an earlier answer. */
function withMark(response: Response): Response {
  const headers = new Headers(response.headers);
  headers.set(KEPT_ANSWER_HEADER, '1');
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}

// A new worker waits until its reader takes the new release: one page never runs the files of two.
self.addEventListener('message', ({ data }) => {
  if (data?.type === 'SKIP_WAITING') void self.skipWaiting();
});

// The browser says that there is a network again, perhaps long after the last tab was closed.
self.addEventListener('sync', (event) => {
  if (event.tag === SYNC_TAG) event.waitUntil(sendOutboxOfOwner());
});

self.addEventListener('push', (event) => {
  const { title, options } = noticeOf(event.data?.text());
  event.waitUntil(self.registration.showNotification(title, options));
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(showPage(pageOf(event.notification.data, self.location.origin)));
});

/** In a page that is open already, so that one click does not make another window each time. */
async function showPage(address: string): Promise<void> {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const page = pageToUse(pages, address);
  if (!page) {
    await self.clients.openWindow(address);
    return;
  }
  await page.focus();
  if (page.url !== address) await page.navigate(address);
}
