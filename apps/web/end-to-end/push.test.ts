import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openBrowser, withoutBrowser } from './testing/browser.ts';
import { ANA, type Product, startProduct } from './testing/product.ts';
import { accessibilityFaults } from './testing/watch-page.ts';

const SHOWN_WITHIN_MS = 10_000;

describe('notices on a device', { skip: withoutBrowser, timeout: 300_000 }, () => {
  let product: Product;
  let browser: Browser;
  let context: BrowserContext;
  let group: string;

  before(async () => {
    browser = await openBrowser();
    product = await startProduct();
    context = await browser.newContext({ locale: 'en-GB' });
    await context.grantPermissions(['notifications'], { origin: product.url });
    await context.request.post(`${product.url}/v1/auth/sign-in`, { data: ANA });
    group = (await (await context.request.get(`${product.url}/v1/groups`)).json()).groups[0].id;
  });

  after(async () => {
    await browser?.close();
    await product?.stop();
  });

  it('are shown by the worker as they were pushed', async () => {
    const page = await context.newPage();
    await page.goto(`${product.url}/groups/${group}/notifications`);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    const payload = {
      title: 'Flat: Rent, €900.00',
      body: 'Ana added Rent',
      path: `/groups/${group}/settle`,
      tag: 'rent',
      language: 'en',
      direction: 'ltr',
    };
    await push(page, JSON.stringify(payload));
    const shown = await page.waitForFunction(
      async () => {
        const found = await (await navigator.serviceWorker.ready).getNotifications();
        const [first] = found;
        return first && { title: first.title, body: first.body, tag: first.tag, data: first.data };
      },
      undefined,
      { timeout: SHOWN_WITHIN_MS },
    );
    const { title, body, path, tag } = payload;
    assert.deepEqual(await shown.jsonValue(), { title, body, tag, data: { path } });
  });

  it('are switched on where the reader chooses what they are told, on a page that anybody can use', async () => {
    const page = await context.newPage();
    await page.goto(`${product.url}/groups/${group}/notifications`);
    await page.getByRole('button', { name: 'Show notices here' }).waitFor();
    assert.deepEqual(await accessibilityFaults(page), []);
  });

  it('are written in the language that was chosen here', async () => {
    const page = await context.newPage();
    await page.goto(`${product.url}/groups/${group}`);
    await page.evaluate(() => localStorage.setItem('shared-payments.preferences', JSON.stringify({ language: 'pl' })));
    const told = page.waitForResponse(
      (response) => response.url().endsWith('/v1/account/settings') && response.request().method() === 'PUT',
    );
    await page.reload();
    assert.equal((await told).status(), 200);
    const settings = await (await context.request.get(`${product.url}/v1/account/settings`)).json();
    assert.equal(settings.language, 'pl');
  });

  /** As the browser's own push service would hand it on. */
  async function push(page: Page, data: string): Promise<void> {
    const session = await context.newCDPSession(page);
    const found = new Promise<string>((resolve) => {
      session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
        const [own] = registrations.filter(({ isDeleted }) => !isDeleted);
        if (own) resolve(own.registrationId);
      });
    });
    await session.send('ServiceWorker.enable');
    await session.send('ServiceWorker.deliverPushMessage', { origin: product.url, registrationId: await found, data });
  }
});
