import { newIdempotencyKey } from '../api/idempotency-key.ts';
import { sendWrite } from '../api/send-request.ts';
import { addPasskey, passkeyOptions } from './account-requests.ts';

/** Asks this device for a new passkey and adds it; nothing happens when the person thinks better of it. Errors: RequestProblem. */
export async function makePasskey(name: string): Promise<void> {
  const options = await sendWrite(passkeyOptions(), newIdempotencyKey());
  const credential = await askDevice(PublicKeyCredential.parseCreationOptionsFromJSON(options));
  if (!(credential instanceof PublicKeyCredential)) return;
  const response = { ...credential.toJSON() } as Record<string, unknown>;
  await sendWrite(addPasskey({ name, response }), newIdempotencyKey());
}

async function askDevice(publicKey: PublicKeyCredentialCreationOptions): Promise<Credential | null> {
  try {
    return await navigator.credentials.create({ publicKey });
  } catch (error) {
    // Closed, timed out, or this device has one already: it has said so itself.
    if (error instanceof DOMException && ['NotAllowedError', 'InvalidStateError'].includes(error.name)) return null;
    throw error;
  }
}
