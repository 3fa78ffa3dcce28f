import type { Authenticator, SignedIn } from '@shared-payments/usecases';

const YEAR_MS = 31_536_000_000;

/** Sessions handed out without a question, as `Authorization: Bearer <userId>`: for tests and benchmarks of everything else. */
export function createMemoryAuthenticator(): Authenticator {
  const known = new Map<string, SignedIn>();
  return {
    authenticate: ({ authorization }) => {
      if (!authorization?.startsWith('Bearer ')) return undefined;
      const userId = authorization.slice('Bearer '.length);
      const signedIn = known.get(userId) ?? {
        userId,
        sessionId: `session-${userId}`,
        isGuest: false,
        expiresAt: Date.now() + YEAR_MS,
      };
      known.set(userId, signedIn);
      return signedIn;
    },
  };
}
