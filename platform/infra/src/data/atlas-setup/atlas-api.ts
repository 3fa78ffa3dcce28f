import { type Authorization, authorizationFor } from './authorization.ts';

export interface AtlasApiNeeds {
  /** `https://cloud.mongodb.com`; tests speak to a server of their own. */
  readonly url: string;
  /** The text of the secret with the credentials. */
  readonly secret: string;
  readonly backoffMs?: number;
  readonly timeoutMs?: number;
}

export interface CallOptions {
  readonly body?: unknown;
  /** Error codes that pass by themselves, as when another service does not know a new role yet. */
  readonly passing?: readonly string[];
  /** Not for what would be made twice when only the answer was lost. */
  readonly isRepeatable?: boolean;
}

/** The Administration API of Atlas, below `/api/atlas/v2`. */
export interface AtlasApi {
  /** Throws AtlasError when Atlas refuses, and when it stays unreachable or busy over all attempts. */
  readonly call: (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, options?: CallOptions) => Promise<unknown>;
}

export class AtlasError extends Error {
  /** 0: no answer. */
  readonly status: number;
  /** As Atlas names it, `CANNOT_ASSUME_ROLE`. */
  readonly code: string;

  constructor(what: string, status: number, code: string) {
    super(`${what}: ${status === 0 ? 'no answer' : status} ${code}`.trim());
    this.name = 'AtlasError';
    this.status = status;
    this.code = code;
  }

  get isGone(): boolean {
    return this.status === 404;
  }
}

// The version whose backup schedules know zones.
const MEDIA_TYPE = 'application/vnd.atlas.2024-08-05+json';
const ATTEMPTS_MAX = 8;
const BACKOFF_MS = 500;
const BACKOFF_MS_MAX = 20_000;
const TIMEOUT_MS = 15_000;

export function createAtlasApi(needs: AtlasApiNeeds): AtlasApi {
  const { backoffMs = BACKOFF_MS } = needs;
  const authorization = authorizationFor(needs.secret, (basic) => tokenFor(needs, basic));
  return {
    async call(method, path, { body, passing = [], isRepeatable = true } = {}) {
      for (let attempt = 1; ; attempt += 1) {
        const answer = await once(needs, authorization, method, path, body);
        if (!(answer instanceof AtlasError)) return answer;
        const isBusy = answer.status === 429 || passing.includes(answer.code);
        const isBroken = answer.status === 0 || answer.status >= 500;
        if (attempt === ATTEMPTS_MAX || !(isBusy || (isBroken && isRepeatable))) throw answer;
        await pause(Math.min(backoffMs * 2 ** (attempt - 1), BACKOFF_MS_MAX) * (0.5 + Math.random() / 2));
      }
    },
  };
}

async function once(
  needs: AtlasApiNeeds,
  authorization: Authorization,
  method: string,
  path: string,
  body: unknown,
): Promise<unknown> {
  const what = `${method} ${path}`;
  try {
    const whole = `/api/atlas/v2${path}`;
    let answer = await send(needs, authorization, method, whole, body);
    if (answer.status === 401 && authorization.learn(answer.headers.get('www-authenticate'))) {
      answer = await send(needs, authorization, method, whole, body);
    }
    const text = await answer.text();
    return answer.ok ? readJson(text) : new AtlasError(what, answer.status, codeIn(text));
  } catch (error) {
    return error instanceof AtlasError ? error : new AtlasError(what, 0, error instanceof Error ? error.name : '');
  }
}

async function send(
  { url, timeoutMs = TIMEOUT_MS }: AtlasApiNeeds,
  authorization: Authorization,
  method: string,
  path: string,
  body: unknown,
): Promise<Response> {
  const header = await authorization.header(method, path);
  return fetch(`${url}${path}`, {
    method,
    headers: {
      accept: MEDIA_TYPE,
      ...(body === undefined ? {} : { 'content-type': MEDIA_TYPE }),
      ...(header === undefined ? {} : { authorization: header }),
    },
    body: body === undefined ? null : JSON.stringify(body),
    signal: AbortSignal.timeout(timeoutMs),
  });
}

async function tokenFor({ url, timeoutMs = TIMEOUT_MS }: AtlasApiNeeds, basic: string): Promise<string> {
  const answer = await fetch(`${url}/api/oauth/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${basic}`, 'content-type': 'application/x-www-form-urlencoded' },
    body: 'grant_type=client_credentials',
    signal: AbortSignal.timeout(timeoutMs),
  });
  const { access_token: token } = readJson(await answer.text()) as { access_token?: string };
  if (!answer.ok || token === undefined) throw new AtlasError('POST /api/oauth/token', answer.status, 'NO_TOKEN');
  return token;
}

function readJson(text: string): object {
  try {
    return JSON.parse(text) as object;
  } catch {
    return {};
  }
}

function codeIn(text: string): string {
  const { errorCode } = readJson(text) as { errorCode?: unknown };
  return typeof errorCode === 'string' ? errorCode : '';
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
