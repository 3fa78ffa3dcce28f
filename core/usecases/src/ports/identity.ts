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
