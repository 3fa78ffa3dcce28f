import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openShell, withoutBrowser } from './testing/browser.ts';
import { ANA, type Product, startProduct } from './testing/product.ts';

const SCRIPT_BYTES_MAX = 170_000;
const ALL_BYTES_MAX = 250_000;

describe('the first load of the group page', { skip: withoutBrowser, timeout: 300_000 }, () => {
  let product: Product;
  let browser: Browser;
  let context: BrowserContext;
  let address: string;

  before(async () => {
    browser = await openShell();
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

  it('asks once, early, for what the page shows, and runs no large script before that', async () => {
    const page = await (await newcomer()).newPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.goto(address, { waitUntil: 'networkidle' });
    await page.getByLabel('My balance').waitFor();
    for (const answer of [/\/overview$/, /\/auth\/account$/, /\/assets\/en-/])
      assert.equal(asked.filter((path) => answer.test(path)).length, 1, `${answer} among ${asked}`);
    const startOf = (part: string) =>
      page.evaluate(
        (name) => performance.getEntriesByType('resource').find((entry) => entry.name.includes(name))?.startTime,
        part,
      );
    const drawn = await page.evaluate(
      () => performance.getEntriesByType('mark').find(({ name }) => name === 'app')?.startTime,
    );
    for (const early of ['/overview', '/auth/account', '/assets/en-'])
      assert.ok(Number(await startOf(early)) < Number(drawn), `${early} was asked for after the app began`);
  });

  it('paints the place of the first screen without any script', async () => {
    const page = await (await newcomer()).newPage();
    await withoutScripts(page);
    await page.goto(address);
    assert.equal(await page.locator('.shell').isVisible(), true);
  });

  it('shows at the next start how the page looked, before a script runs', async () => {
    const visitor = await newcomer();
    const page = await visitor.newPage();
    await page.goto(address);
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.waitForFunction(() => caches.has('looks'));
    const balance = await page.getByLabel('My balance').textContent();
    await page.close();
    for (const start of [address, `${product.url}/?start=last`]) {
      const next = await visitor.newPage();
      await withoutScripts(next);
      await next.goto(start);
      assert.equal(await next.getByLabel('My balance').textContent(), balance);
      await next.close();
    }
  });

  /** Signed in, in a browser that was never here. */
  async function newcomer(): Promise<BrowserContext> {
    const visitor = await browser.newContext({ locale: 'en-GB' });
    await visitor.request.post(`${product.url}/v1/auth/sign-in`, { data: ANA });
    return visitor;
  }

  async function withoutScripts(page: Page): Promise<void> {
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Emulation.setScriptExecutionDisabled', { value: true });
  }
});
