const TIMEOUT_MS = 10_000;

/** What a user needs: the page, and an answer of the API through the door. Any other answer fails the run. */
export const handler = async () => {
  const { PRODUCT_URL } = process.env;
  await expect(`${PRODUCT_URL}/`, 'text/html');
  await expect(`${PRODUCT_URL}/v1/currencies`, 'application/json');
};

async function expect(url, type) {
  const answer = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  const found = answer.headers.get('content-type') ?? '';
  if (!answer.ok || !found.startsWith(type)) throw new Error(`${url}: ${answer.status} ${found}`);
}
