/** Who a request comes from. A guest has no e-mail address or password and may become an account later. */
export interface SignedIn {
  readonly userId: string;
  readonly sessionId: string;
  readonly isGuest: boolean;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

/** What a request carried, as it came. */
export interface Credentials {
  readonly cookie: string | undefined;
  readonly authorization: string | undefined;
}

/** Tells who asks. Called for every request, so it is quick and never stale: a revoked session is refused at once. */
export interface Authenticator {
  /** Answers at once, without a promise, when it already knows. */
  authenticate(credentials: Credentials): Promise<SignedIn | undefined> | SignedIn | undefined;
}

export interface Account {
  readonly id: string;
  readonly name: string;
  /** null for a guest. */
  readonly email: string | null;
  readonly isGuest: boolean;
  readonly hasSecondFactor: boolean;
}

export interface SessionSummary {
  readonly id: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly userAgent: string | null;
  readonly isCurrent: boolean;
}

export interface PasskeySummary {
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
}

/** What of a request the identity needs: its cookies, and what a person will recognise the session by. */
export interface IdentityRequest {
  readonly cookie: string | undefined;
  readonly userAgent: string | undefined;
}

/** `setCookies` go into the answer's Set-Cookie headers as they are. */
export interface WithCookies<T> {
  readonly value: T;
  readonly setCookies: readonly string[];
}

/** Password right, and a second step to go: the account is not signed in yet. */
export type SignInResult = { readonly account: Account } | { readonly needsSecondFactor: true };

/** WebAuthn options and responses pass through as JSON. */
export type WebAuthnJson = Readonly<Record<string, unknown>>;

/**
 * Accounts, sessions, second factors and passkeys. Errors of every operation: `not_signed_in` (also for a wrong password or
 * code), `invalid_input`, `conflict` (address in use), `not_found`, `rate_limited`.
 */
export interface Identity extends Authenticator {
  /** A guest who registers keeps id, groups and balances. */
  register(
    request: IdentityRequest,
    input: { name: string; email: string; password: string },
  ): Promise<WithCookies<{ account: Account }>>;
  signIn(request: IdentityRequest, input: { email: string; password: string }): Promise<WithCookies<SignInResult>>;
  signInAsGuest(request: IdentityRequest, input: { name: string }): Promise<WithCookies<{ account: Account }>>;
  signOut(request: IdentityRequest): Promise<WithCookies<null>>;
  /** Also prolongs the session, at most once a day. */
  account(request: IdentityRequest): Promise<WithCookies<Account>>;
  rename(request: IdentityRequest, input: { name: string }): Promise<WithCookies<Account>>;

  listSessions(request: IdentityRequest, current: SignedIn): Promise<readonly SessionSummary[]>;
  revokeSession(request: IdentityRequest, current: SignedIn, sessionId: string): Promise<void>;
  revokeOtherSessions(request: IdentityRequest): Promise<void>;

  /** Ends all other sessions. */
  changePassword(
    request: IdentityRequest,
    input: { currentPassword: string; newPassword: string },
  ): Promise<WithCookies<null>>;
  /** Answers alike whether the address is known or not. */
  requestPasswordReset(input: { email: string }): Promise<void>;
  resetPassword(input: { token: string; newPassword: string }): Promise<void>;

  enableSecondFactor(
    request: IdentityRequest,
    input: { password: string },
  ): Promise<{ totpUri: string; recoveryCodes: readonly string[] }>;
  /** In a session it switches the second factor on, during a sign-in it completes it. */
  verifySecondFactor(request: IdentityRequest, input: { code: string }): Promise<WithCookies<{ account: Account }>>;
  verifyRecoveryCode(request: IdentityRequest, input: { code: string }): Promise<WithCookies<{ account: Account }>>;
  disableSecondFactor(request: IdentityRequest, input: { password: string }): Promise<WithCookies<null>>;
  replaceRecoveryCodes(
    request: IdentityRequest,
    input: { password: string },
  ): Promise<{ recoveryCodes: readonly string[] }>;

  passkeyRegistrationOptions(request: IdentityRequest): Promise<WithCookies<WebAuthnJson>>;
  addPasskey(
    request: IdentityRequest,
    input: { name: string; response: WebAuthnJson },
  ): Promise<WithCookies<PasskeySummary>>;
  listPasskeys(request: IdentityRequest): Promise<readonly PasskeySummary[]>;
  removePasskey(request: IdentityRequest, passkeyId: string): Promise<void>;
  passkeySignInOptions(request: IdentityRequest): Promise<WithCookies<WebAuthnJson>>;
  signInWithPasskey(
    request: IdentityRequest,
    input: { response: WebAuthnJson },
  ): Promise<WithCookies<{ account: Account }>>;
}
