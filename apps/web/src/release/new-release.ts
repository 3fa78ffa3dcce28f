import { useSyncExternalStore } from 'react';
import type { Workbox } from 'workbox-window';

// Who leaves the app open for days is asked as well.
const LOOK_EVERY_MS = 60 * 60_000;
const WORKER = '/service-worker.js';

const listeners = new Set<() => void>();
let waiting: Workbox | undefined;

/** Installs the service worker, and learns of every release that comes while the page is open. Browsers keep it to secure pages. */
export async function installServiceWorker(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const { Workbox } = await import('workbox-window');
  const workbox = new Workbox(WORKER);
  workbox.addEventListener('waiting', () => {
    waiting = workbox;
    for (const listener of listeners) listener();
  });
  const registration = await workbox.register().catch(() => undefined);
  if (registration === undefined) return;
  const look = () => void registration.update().catch(() => undefined);
  setInterval(look, LOOK_EVERY_MS);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && look());
}

/** Whether a newer release is here and waits to be taken. */
export function useIsReleaseWaiting(): boolean {
  return useSyncExternalStore(subscribe, () => waiting !== undefined);
}

/** Changes to the new release and loads the page again, where it is. */
export function takeRelease(): void {
  waiting?.addEventListener('controlling', () => location.reload());
  waiting?.messageSkipWaiting();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
