import { Type } from 'typebox';
import { Id, Timestamp, textLine } from './common.ts';

const closed = { additionalProperties: false } as const;
const Email = Type.String({ minLength: 3, maxLength: 254, pattern: '^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$' });
const NewPassword = Type.String({
  minLength: 10,
  maxLength: 256,
  description: 'At least 10 characters; a sentence is best.',
});
const Password = Type.String({ minLength: 1, maxLength: 256 });
const Code = Type.String({ minLength: 6, maxLength: 32, pattern: '^[A-Za-z0-9-]+$' });
const WebAuthn = Type.Record(Type.String(), Type.Unknown(), {
  description: 'As WebAuthn defines it, in its JSON form.',
});

export const AccountWire = Type.Object({
  id: Id,
  name: Type.String(),
  email: Type.Union([Type.String(), Type.Null()]),
  isGuest: Type.Boolean(),
  hasSecondFactor: Type.Boolean(),
});
export const AccountAnswer = Type.Object({ account: AccountWire });
export const SignInAnswer = Type.Object({
  account: Type.Union([AccountWire, Type.Null()]),
  needsSecondFactor: Type.Boolean({ description: 'The password was right; send a code to complete the sign-in.' }),
});
export const SessionWire = Type.Object({
  id: Id,
  createdAt: Timestamp,
  expiresAt: Timestamp,
  userAgent: Type.Union([Type.String(), Type.Null()]),
  isCurrent: Type.Boolean(),
});
export const SessionListWire = Type.Object({ sessions: Type.Array(SessionWire) });
export const PasskeyWire = Type.Object({ id: Id, name: Type.String(), createdAt: Timestamp });
export const PasskeyListWire = Type.Object({ passkeys: Type.Array(PasskeyWire) });
export const RecoveryCodesWire = Type.Object({ recoveryCodes: Type.Array(Type.String()) });
export const SecondFactorWire = Type.Object({
  totpUri: Type.String({
    description: 'Show it as a QR code; scan it with an authenticator app, then verify one code.',
  }),
  recoveryCodes: Type.Array(Type.String()),
});
export const WebAuthnWire = WebAuthn;

export const RegisterBody = Type.Object({ name: textLine(80), email: Email, password: NewPassword }, closed);
export const SignInBody = Type.Object({ email: Email, password: Password }, closed);
export const GuestBody = Type.Object({ name: textLine(80) }, closed);
export const RenameBody = Type.Object({ name: textLine(80) }, closed);
export const ChangePasswordBody = Type.Object({ currentPassword: Password, newPassword: NewPassword }, closed);
export const PasswordResetBody = Type.Object({ email: Email }, closed);
export const ResetPasswordBody = Type.Object(
  { token: Type.String({ minLength: 1, maxLength: 200 }), newPassword: NewPassword },
  closed,
);
export const PasswordBody = Type.Object({ password: Password }, closed);
export const CodeBody = Type.Object({ code: Code }, closed);
export const AddPasskeyBody = Type.Object({ name: textLine(80), response: WebAuthn }, closed);
export const PasskeySignInBody = Type.Object({ response: WebAuthn }, closed);
