import assert from 'node:assert/strict';
import { appendFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openBrowser, withoutBrowser } from './testing/browser.ts';
import { ANA, type Product, startProduct } from './testing/product.ts';

// A page learns of a waiting release a moment after the browser does.
const TOLD_WITHIN_MS = 1_000;

describe('a new release of the web app', { skip: withoutBrowser, timeout: 300_000 }, () => {
  let product: Product;
  let browser: Browser;
  let context: BrowserContext;
  let group: string;

  before(async () => {
    browser = await openBrowser();
    product = await startProduct();
    context = await browser.newContext({ locale: 'en-GB' });
    await context.request.post(`${product.url}/v1/auth/sign-in`, { data: ANA });
    group = (await (await context.request.get(`${product.url}/v1/groups`)).json()).groups[0].id;
  });

  after(async () => {
    await browser?.close();
    await product?.stop();
  });

  it('is offered between screens, never beside an unsaved form, and taken without another question', async () => {
    const page = await context.newPage();
    await page.goto(`${product.url}/groups/${group}`);
    await page.evaluate(() => navigator.serviceWorker.ready);
    const offer = page.getByRole('button', { name: 'Use it now' });
    assert.equal(await offer.isVisible(), false);

    await page.getByRole('link', { name: 'Add a bill' }).first().click();
    await page.getByLabel('What was it for?').fill('Half a word');
    release();
    await lookForRelease(page);
    await page.evaluate(async () => {
      const worker = await navigator.serviceWorker.ready;
      while (worker.waiting === null) await new Promise((resolve) => setTimeout(resolve, 50));
    });
    await page.waitForTimeout(TOLD_WITHIN_MS);
    assert.equal(await offer.isVisible(), false);
    assert.equal(await page.getByLabel('What was it for?').inputValue(), 'Half a word');

    page.once('dialog', (dialog) => void dialog.accept());
    await page.getByRole('link', { name: 'Bills', exact: true }).click();
    await page.getByRole('heading', { name: 'Bills', level: 1 }).waitFor();
    const before = await page.evaluate(() => performance.timeOrigin);
    await offer.click();
    await page.waitForFunction((earlier) => performance.timeOrigin !== earlier, before);
    await page.getByRole('heading', { name: 'Bills', level: 1 }).waitFor();
    assert.equal(await page.evaluate(async () => (await navigator.serviceWorker.ready).waiting), null);
    assert.equal(await offer.isVisible(), false);
  });

  /** Another file of the service worker is what a browser takes for another release. */
  function release(): void {
    const worker = join(product.webFolder, 'service-worker.js');
    for (const packed of ['br', 'gz']) rmSync(`${worker}.${packed}`);
    appendFileSync(worker, '\n// the next release');
  }

  function lookForRelease(page: Page): Promise<void> {
    return page.evaluate(async () => {
      await (await navigator.serviceWorker.getRegistration())?.update();
    });
  }
});
