export { newVapidPrivateKey, type VapidKeys, vapidKeys } from './vapid-keys.ts';
export { createWebPushSender, type WebPushSettings } from './web-push-sender.ts';
