import { createECDH, randomBytes } from 'node:crypto';
import { freshName } from './people.ts';

/** What a browser says that nobody has heard of yet. */
export function examplePushSubscription() {
  const keys = createECDH('prime256v1');
  keys.generateKeys();
  return {
    endpoint: `https://push.example.org/${freshName('browser').replaceAll(' ', '-')}`,
    keys: { p256dh: keys.getPublicKey('base64url'), auth: randomBytes(16).toString('base64url') },
    device: 'Firefox on Linux',
  };
}
