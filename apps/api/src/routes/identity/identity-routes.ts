import { addPasskeyRoute } from './add-passkey.ts';
import { changePasswordRoute } from './change-password.ts';
import { disableSecondFactorRoute } from './disable-second-factor.ts';
import { enableSecondFactorRoute } from './enable-second-factor.ts';
import { getAccountRoute } from './get-account.ts';
import { listPasskeysRoute } from './list-passkeys.ts';
import { listSessionsRoute } from './list-sessions.ts';
import { passkeyRegistrationOptionsRoute } from './passkey-registration-options.ts';
import { passkeySignInOptionsRoute } from './passkey-sign-in-options.ts';
import { registerRoute } from './register.ts';
import { removePasskeyRoute } from './remove-passkey.ts';
import { renameAccountRoute } from './rename-account.ts';
import { replaceRecoveryCodesRoute } from './replace-recovery-codes.ts';
import { requestPasswordResetRoute } from './request-password-reset.ts';
import { resetPasswordRoute } from './reset-password.ts';
import { revokeOtherSessionsRoute } from './revoke-other-sessions.ts';
import { revokeSessionRoute } from './revoke-session.ts';
import { signInRoute } from './sign-in.ts';
import { signInAsGuestRoute } from './sign-in-as-guest.ts';
import { signInWithPasskeyRoute } from './sign-in-with-passkey.ts';
import { signOutRoute } from './sign-out.ts';
import { verifyRecoveryCodeRoute } from './verify-recovery-code.ts';
import { verifySecondFactorRoute } from './verify-second-factor.ts';

export const identityRoutes = [
  registerRoute,
  signInRoute,
  signInAsGuestRoute,
  signOutRoute,
  getAccountRoute,
  renameAccountRoute,
  listSessionsRoute,
  revokeSessionRoute,
  revokeOtherSessionsRoute,
  changePasswordRoute,
  requestPasswordResetRoute,
  resetPasswordRoute,
  enableSecondFactorRoute,
  verifySecondFactorRoute,
  verifyRecoveryCodeRoute,
  disableSecondFactorRoute,
  replaceRecoveryCodesRoute,
  listPasskeysRoute,
  passkeyRegistrationOptionsRoute,
  addPasskeyRoute,
  removePasskeyRoute,
  passkeySignInOptionsRoute,
  signInWithPasskeyRoute,
];
