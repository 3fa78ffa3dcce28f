import { keptIn } from '@shared-payments/adapter-disk';
import { createWebPushSender, newVapidPrivateKey, vapidKeys } from '@shared-payments/adapter-web-push';
import type { PushSender, WebhookSender } from '@shared-payments/usecases';
import type { Config } from '../config.ts';

const ADDRESS_IN_NAME = /<([^<>]+)>$/;

/** Signs with the key that was set, or the one the processes of this machine keep together. */
export function pushSenderFrom(config: Config, carrier: WebhookSender): PushSender {
  const privateKey = config.VAPID_PRIVATE_KEY ?? keptIn(config.DATA_DIR, 'vapid-private-key', newVapidPrivateKey);
  const address = ADDRESS_IN_NAME.exec(config.MAIL_FROM)?.[1] ?? config.MAIL_FROM;
  return createWebPushSender({ keys: vapidKeys(privateKey), subject: `mailto:${address}`, carrier });
}
