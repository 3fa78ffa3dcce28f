import { newIdempotencyKey } from '../api/idempotency-key.ts';
import { sendWrite } from '../api/send-request.ts';
import type { Account } from './session-queries.ts';
import { passkeySignInOptions, signInWithPasskey } from './session-requests.ts';

/** Browsers offer passkeys on secure pages only. */
export function hasPasskeys(): boolean {
  return typeof PublicKeyCredential !== 'undefined' && 'parseRequestOptionsFromJSON' in PublicKeyCredential;
}

/** Who signed in with a passkey of this device; undefined when they thought better of it. Errors: RequestProblem. */
export async function enterWithPasskey(): Promise<Account | undefined> {
  const options = await sendWrite(passkeySignInOptions(), newIdempotencyKey());
  const credential = await askDevice(PublicKeyCredential.parseRequestOptionsFromJSON(options));
  if (!(credential instanceof PublicKeyCredential)) return undefined;
  const response = { ...credential.toJSON() } as Record<string, unknown>;
  const { account } = await sendWrite(signInWithPasskey({ response }), newIdempotencyKey());
  return account;
}

async function askDevice(publicKey: PublicKeyCredentialRequestOptions): Promise<Credential | null> {
  try {
    return await navigator.credentials.get({ publicKey });
  } catch (error) {
    // Closed, timed out or none there: the device has said so itself.
    if (error instanceof DOMException && error.name === 'NotAllowedError') return null;
    throw error;
  }
}
