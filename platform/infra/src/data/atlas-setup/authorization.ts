import { createHash, randomBytes } from 'node:crypto';

/** As Atlas hands them out: a key pair for HTTP digest, or a service account for a token of an hour. */
export type Credentials =
  | { readonly PublicKey: string; readonly PrivateKey: string }
  | { readonly ClientId: string; readonly ClientSecret: string };

export interface Authorization {
  /** For one request; undefined as long as nothing is known of what the server wants. */
  readonly header: (method: string, path: string) => Promise<string | undefined>;
  /** After a 401: whether another try with what it said has a chance. */
  readonly learn: (challenge: string | null) => boolean;
}

/** Asks for a token; throws when the service account is refused. */
export type AskForToken = (basic: string) => Promise<string>;

/** Throws when the secret has neither shape; says which shapes, never what it found. */
export function authorizationFor(secret: string, askForToken: AskForToken): Authorization {
  const credentials = parse(secret);
  return 'PublicKey' in credentials
    ? digest(credentials.PublicKey, credentials.PrivateKey)
    : bearer(credentials.ClientId, credentials.ClientSecret, askForToken);
}

function parse(secret: string): Credentials {
  const shapes = 'The secret must be {"PublicKey","PrivateKey"} or {"ClientId","ClientSecret"}.';
  let value: Partial<Record<string, unknown>>;
  try {
    value = JSON.parse(secret) as Partial<Record<string, unknown>>;
  } catch {
    // The parser's message would show a piece of the secret.
    throw new Error(shapes);
  }
  const isText = (name: string) => typeof value[name] === 'string' && value[name] !== '';
  if (isText('PublicKey') && isText('PrivateKey')) return value as Credentials;
  if (isText('ClientId') && isText('ClientSecret')) return value as Credentials;
  throw new Error(shapes);
}

function bearer(id: string, secret: string, askForToken: AskForToken): Authorization {
  let token: Promise<string> | undefined;
  return {
    header: async () => {
      token ??= askForToken(Buffer.from(`${id}:${secret}`).toString('base64'));
      return `Bearer ${await token}`;
    },
    learn: () => {
      token = undefined;
      return true;
    },
  };
}

interface Challenge {
  readonly realm: string;
  readonly nonce: string;
  readonly algorithm: 'MD5' | 'SHA-256';
}

/** RFC 7616 with `qop=auth`; Atlas offers MD5. */
function digest(user: string, password: string): Authorization {
  let challenge: Challenge | undefined;
  let count = 0;
  return {
    header: async (method, path) => {
      if (!challenge) return undefined;
      count += 1;
      const { realm, nonce, algorithm } = challenge;
      const hash = (text: string) => createHash(algorithm.replace('-', '').toLowerCase()).update(text).digest('hex');
      const nc = count.toString(16).padStart(8, '0');
      const cnonce = randomBytes(8).toString('hex');
      const [who, what] = [hash(`${user}:${realm}:${password}`), hash(`${method}:${path}`)];
      const response = hash([who, nonce, nc, cnonce, 'auth', what].join(':'));
      const quoted = Object.entries({ username: user, realm, nonce, uri: path, cnonce, response });
      const parts = [...quoted.map(([name, value]) => `${name}="${value}"`), `algorithm=${algorithm}`, `nc=${nc}`];
      return `Digest ${[...parts, 'qop=auth'].join(', ')}`;
    },
    learn: (text) => {
      const next = challengeIn(text);
      const isNew = next !== undefined && next.nonce !== challenge?.nonce;
      if (isNew) count = 0;
      challenge = next;
      return isNew;
    },
  };
}

function challengeIn(text: string | null): Challenge | undefined {
  if (!text?.startsWith('Digest ')) return undefined;
  const value = (name: string) => new RegExp(`\\b${name}="?([^",]*)"?`).exec(text)?.[1];
  const [realm, nonce, algorithm = 'MD5'] = [value('realm'), value('nonce'), value('algorithm')];
  if (realm === undefined || nonce === undefined) return undefined;
  return algorithm === 'MD5' || algorithm === 'SHA-256' ? { realm, nonce, algorithm } : undefined;
}
