import { randomUUID } from 'node:crypto';

export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
}

/** Somebody with an account and a session, who asks over HTTP. */
export interface Person {
  readonly userId: string;
  readonly cookie: string;
  /** Rejects when no whole answer came. */
  ask(url: string, method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
}

const PASSWORD = 'a sentence nobody else uses';
const ANSWER_WITHIN_MS = 20_000;

/** Makes an account at the API behind `url`; its session holds for every process on the same data. */
export async function registerPerson(url: string, name: string): Promise<Person> {
  const response = await fetch(`${url}/v1/auth/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, email: `${randomUUID()}@example.test`, password: PASSWORD }),
  });
  const text = await response.text();
  if (response.status !== 201) throw new Error(`Nobody could register: ${response.status} ${text}`);
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const { account } = JSON.parse(text) as { account: { id: string } };
  return { userId: account.id, cookie, ask: (...request) => ask(cookie, ...request) };
}

async function ask(
  cookie: string,
  url: string,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return {
    status: response.status,
    contentType: response.headers.get('content-type') ?? '',
    text: await response.text(),
  };
}

/** The body of an answer that was expected to be good. */
export function bodyOf<T>({ status, text }: Answer): T {
  if (status < 200 || status > 299) throw new Error(`A good answer was expected: ${status} ${text}`);
  return JSON.parse(text) as T;
}
