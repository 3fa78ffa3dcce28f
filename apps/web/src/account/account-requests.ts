import type {
  AccountAnswer,
  AddPasskeyBody,
  ChangePasswordBody,
  PasskeyWire,
  PasswordBody,
  RecoveryCodesWire,
  RenameBody,
  SecondFactorWire,
  WireOf,
} from '@shared-payments/contract';
import { apiPath, type WriteRequest } from '../api/request.ts';

type Password = WireOf<typeof PasswordBody>;

export const rename = (body: WireOf<typeof RenameBody>): WriteRequest<WireOf<typeof AccountAnswer>> => ({
  method: 'PATCH',
  path: '/v1/auth/account',
  body,
});

export const changePassword = (body: WireOf<typeof ChangePasswordBody>): WriteRequest<undefined> => ({
  method: 'POST',
  path: '/v1/auth/password',
  body,
});

export const enableSecondFactor = (body: Password): WriteRequest<WireOf<typeof SecondFactorWire>> => ({
  method: 'POST',
  path: '/v1/auth/second-factor',
  body,
});

export const disableSecondFactor = (body: Password): WriteRequest<undefined> => ({
  method: 'POST',
  path: '/v1/auth/second-factor/disable',
  body,
});

export const replaceRecoveryCodes = (body: Password): WriteRequest<WireOf<typeof RecoveryCodesWire>> => ({
  method: 'POST',
  path: '/v1/auth/second-factor/recovery-codes',
  body,
});

export const passkeyOptions = (): WriteRequest<PublicKeyCredentialCreationOptionsJSON> => ({
  method: 'POST',
  path: '/v1/auth/passkeys/options',
});

export const addPasskey = (body: WireOf<typeof AddPasskeyBody>): WriteRequest<WireOf<typeof PasskeyWire>> => ({
  method: 'POST',
  path: '/v1/auth/passkeys',
  body,
});

export const removePasskey = (passkeyId: string): WriteRequest<undefined> => ({
  method: 'DELETE',
  path: apiPath`/v1/auth/passkeys/${passkeyId}`,
});

export const revokeSession = (sessionId: string): WriteRequest<undefined> => ({
  method: 'DELETE',
  path: apiPath`/v1/auth/sessions/${sessionId}`,
});

export const revokeOtherSessions = (): WriteRequest<undefined> => ({ method: 'DELETE', path: '/v1/auth/sessions' });
