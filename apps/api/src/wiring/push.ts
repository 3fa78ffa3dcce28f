import { keptIn } from '@shared-payments/adapter-disk';
import { newVapidPrivateKey, vapidKeys } from '@shared-payments/adapter-web-push';
import type { Config } from '../config.ts';

/** What browsers subscribe with: it belongs to the key that was set, or to the one the processes of this machine keep together. */
export function pushPublicKeyFrom(config: Config): string {
  const privateKey = config.VAPID_PRIVATE_KEY ?? keptIn(config.DATA_DIR, 'vapid-private-key', newVapidPrivateKey);
  return vapidKeys(privateKey).publicKey;
}
