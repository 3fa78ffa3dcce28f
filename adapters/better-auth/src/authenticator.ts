import {
  type Authenticator,
  identityCollections,
  lookupPrefix,
  type Partition,
  type SignedIn,
  type Store,
  userPartition,
} from '@shared-payments/usecases';
import { sessionTokenIn } from './session-cookie.ts';
import { tokenDigest } from './token-digest.ts';

interface Known {
  readonly signedIn: SignedIn;
  readonly partition: Partition;
  /** The user's seq when the session was read: any later commit of the user makes us look again. */
  readonly seq: number;
}

const KNOWN_MAX = 10_000;

/** Who asks, straight from the store: the identity library is only loaded for signing in and the like. */
export function createAuthenticator(store: Store, secret: string, now: () => number): Authenticator {
  const known = new Map<string, Known>();

  const look = async (cookie: string): Promise<SignedIn | undefined> => {
    const token = sessionTokenIn(cookie, secret);
    if (token === undefined) return undefined;
    const range = { index: 'by-token', prefix: lookupPrefix(tokenDigest(token)), limit: 1 };
    const [found] = await store.find(identityCollections.session, range);
    if (!found) return undefined;
    const userId = String(found.document.userId);
    const partition = userPartition(userId);
    const seq = await store.head(partition);
    // Read again after the head, so that what is kept is at least as new as `seq` says.
    const session = await store.get(identityCollections.session, partition, found.document.id);
    const user = await store.get(identityCollections.user, partition, userId);
    if (!session || !user) return undefined;
    const expiresAt = Date.parse(String(session.expiresAt));
    if (expiresAt <= now()) return undefined;
    const signedIn = { userId, sessionId: session.id, isGuest: user.isAnonymous === true, expiresAt };
    if (known.size >= KNOWN_MAX) known.clear();
    known.set(cookie, { signedIn, partition, seq });
    return signedIn;
  };

  return {
    authenticate({ cookie }) {
      if (cookie === undefined) return undefined;
      const entry = known.get(cookie);
      if (!entry || entry.signedIn.expiresAt <= now()) return look(cookie);
      const head = store.head(entry.partition);
      const decide = (seq: number) => (seq === entry.seq ? entry.signedIn : look(cookie));
      return typeof head === 'number' ? decide(head) : head.then(decide);
    },
  };
}
