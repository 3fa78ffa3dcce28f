import type {
  AccountAnswer,
  CodeBody,
  GuestBody,
  PasskeySignInBody,
  PasswordResetBody,
  RegisterBody,
  ResetPasswordBody,
  SignInAnswer,
  SignInBody,
  WireOf,
} from '@shared-payments/contract';
import type { WriteRequest } from '../api/request.ts';

type AccountRequest = WriteRequest<WireOf<typeof AccountAnswer>>;
/** WebAuthn's options in JSON, as the browser's own parsers take them. */
export type PasskeyOptions = PublicKeyCredentialRequestOptionsJSON;

export const register = (body: WireOf<typeof RegisterBody>): AccountRequest => ({
  method: 'POST',
  path: '/v1/auth/register',
  body,
});

export const signIn = (body: WireOf<typeof SignInBody>): WriteRequest<WireOf<typeof SignInAnswer>> => ({
  method: 'POST',
  path: '/v1/auth/sign-in',
  body,
});

export const signInAsGuest = (body: WireOf<typeof GuestBody>): AccountRequest => ({
  method: 'POST',
  path: '/v1/auth/guest',
  body,
});

export const verifySecondFactor = (body: WireOf<typeof CodeBody>): AccountRequest => ({
  method: 'POST',
  path: '/v1/auth/second-factor/verify',
  body,
});

export const verifyRecoveryCode = (body: WireOf<typeof CodeBody>): AccountRequest => ({
  method: 'POST',
  path: '/v1/auth/second-factor/recover',
  body,
});

export const passkeySignInOptions = (): WriteRequest<PasskeyOptions> => ({
  method: 'POST',
  path: '/v1/auth/passkeys/sign-in/options',
});

export const signInWithPasskey = (body: WireOf<typeof PasskeySignInBody>): AccountRequest => ({
  method: 'POST',
  path: '/v1/auth/passkeys/sign-in',
  body,
});

export const requestPasswordReset = (body: WireOf<typeof PasswordResetBody>): WriteRequest<undefined> => ({
  method: 'POST',
  path: '/v1/auth/password-reset',
  body,
});

export const resetPassword = (body: WireOf<typeof ResetPasswordBody>): WriteRequest<undefined> => ({
  method: 'POST',
  path: '/v1/auth/password-reset/confirm',
  body,
});

export const signOut = (): WriteRequest<undefined> => ({ method: 'POST', path: '/v1/auth/sign-out' });
