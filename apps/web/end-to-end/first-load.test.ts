import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContext } from 'playwright-core';
import { openBrowser, withoutBrowser } from './testing/browser.ts';
import { ANA, type Product, startProduct } from './testing/product.ts';

const SCRIPT_BYTES_MAX = 170_000;
const ALL_BYTES_MAX = 250_000;

describe('the first load of the group page', { skip: withoutBrowser, timeout: 300_000 }, () => {
  let product: Product;
  let browser: Browser;
  let context: BrowserContext;
  let address: string;

  before(async () => {
    browser = await openBrowser();
    product = await startProduct();
    context = await browser.newContext({ locale: 'en-GB' });
    await context.request.post(`${product.url}/v1/auth/sign-in`, { data: ANA });
    const { groups } = await (await context.request.get(`${product.url}/v1/groups`)).json();
    address = `${product.url}/groups/${groups[0].id}`;
  });

  after(async () => {
    await browser?.close();
    await product?.stop();
  });

  it('stays within its bytes on the wire', async (test) => {
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send('Network.enable');
    const kinds = new Map<string, string>();
    const bytes = { script: 0, all: 0 };
    devtools.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type));
    devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      bytes.all += encodedDataLength;
      if (kinds.get(requestId) === 'Script') bytes.script += encodedDataLength;
    });
    await page.goto(address, { waitUntil: 'networkidle' });
    await page.getByLabel('My balance').waitFor();
    test.diagnostic(`${bytes.script} bytes of script, ${bytes.all} in all`);
    assert.ok(bytes.script > 50_000, 'the scripts were not counted');
    assert.ok(bytes.script <= SCRIPT_BYTES_MAX, `${bytes.script} bytes of script`);
    assert.ok(bytes.all <= ALL_BYTES_MAX, `${bytes.all} bytes in all`);
  });
});
