import { passkey } from '@better-auth/passkey';
import { type BetterAuthOptions, betterAuth } from 'better-auth/minimal';
import { anonymous } from 'better-auth/plugins/anonymous';
import { twoFactor } from 'better-auth/plugins/two-factor';
import { createDatabaseAdapter } from './database-adapter.ts';
import { hashPassword, verifyPassword } from './passwords.ts';
import type { IdentityRows } from './rows.ts';
import { COOKIE_PREFIX, SESSION_DAYS } from './session-cookie.ts';

export interface LibrarySettings {
  readonly secret: string;
  /** How browsers reach the product; a passkey is bound to its host. */
  readonly publicUrl: string;
  readonly newId: () => string;
  readonly sendPasswordReset: (mail: {
    readonly userId: string;
    readonly email: string;
    readonly name: string;
    readonly token: string;
  }) => Promise<void>;
}

const DAY_SECONDS = 86_400;
const RESET_MINUTES = 30;
const ISSUER = 'Shared Payments';

/** The identity library, set up once. Only our own routes call it: it opens no door of its own. */
export function createAuthLibrary(rows: IdentityRows, settings: LibrarySettings) {
  const url = new URL(settings.publicUrl);
  const options = {
    appName: ISSUER,
    baseURL: settings.publicUrl,
    secret: settings.secret,
    database: createDatabaseAdapter(rows),
    trustedOrigins: [url.origin],
    telemetry: { enabled: false },
    logger: { disabled: true },
    rateLimit: { enabled: false },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: 10,
      maxPasswordLength: 256,
      password: { hash: hashPassword, verify: verifyPassword },
      resetPasswordTokenExpiresIn: RESET_MINUTES * 60,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: ({ user: { id, email, name }, token }) =>
        settings.sendPasswordReset({ userId: id, email, name, token }),
    },
    session: { expiresIn: SESSION_DAYS * DAY_SECONDS, updateAge: DAY_SECONDS, freshAge: 0 },
    verification: { storeIdentifier: 'hashed' },
    advanced: {
      cookiePrefix: COOKIE_PREFIX,
      useSecureCookies: url.protocol === 'https:',
      database: { generateId: settings.newId },
      // Addresses are personal data and would tell nothing that the agent does not.
      ipAddress: { disableIpTracking: true },
    },
    plugins: [
      twoFactor({
        issuer: ISSUER,
        totpOptions: { digits: 6, period: 30 },
        backupCodeOptions: { amount: 10, storeBackupCodes: 'encrypted' },
      }),
      anonymous({ emailDomainName: 'guest.invalid', disableDeleteAnonymousUser: true }),
      passkey({ rpID: url.hostname, rpName: ISSUER, origin: url.origin }),
    ],
  } satisfies BetterAuthOptions;
  return betterAuth(options);
}

export type AuthLibrary = ReturnType<typeof createAuthLibrary>;
