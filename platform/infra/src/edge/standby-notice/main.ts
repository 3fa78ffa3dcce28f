const RETRY_AFTER_SECONDS = 120;

const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Shared Payments is not reachable</title><main><h1>Shared Payments is not reachable right now</h1>
<p>What you entered is safe. We are working on it; please try again in a few minutes.</p></main></html>`;

interface Request {
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

/** The same answer to every request: an honest 503, as a page for people and as a problem for programs. */
export const handler = async ({ headers }: Request) => {
  const isForPeople = headers?.accept?.includes('text/html') ?? false;
  return {
    statusCode: 503,
    headers: {
      'content-type': isForPeople ? 'text/html; charset=utf-8' : 'application/problem+json',
      'retry-after': String(RETRY_AFTER_SECONDS),
      'cache-control': 'no-store',
      'strict-transport-security': 'max-age=63072000; includeSubDomains; preload',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
    },
    body: isForPeople ? PAGE : JSON.stringify({ title: 'Not reachable right now', status: 503, code: 'unavailable' }),
  };
};
