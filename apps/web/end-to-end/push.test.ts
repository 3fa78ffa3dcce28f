import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openBrowser, withoutBrowser } from './testing/browser.ts';
import { ANA, type Product, startProduct } from './testing/product.ts';
import { accessibilityFaults } from './testing/watch-page.ts';

const SETTINGS = '/v1/account/settings';
const HELD_MS = 1_000;
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

  it('are written in the language of the first browser, which is told once however soon a group is opened', async () => {
    // Without the worker, whose requests cannot be held.
    const first = await browser.newContext({ locale: 'fr-FR', serviceWorkers: 'block' });
    await first.request.post(`${product.url}/v1/auth/sign-in`, { data: ANA });
    const page = await first.newPage();
    const answers: string[] = [];
    page.on('response', (response) => {
      const method = response.request().method();
      if (response.url().endsWith(SETTINGS)) answers.push(`${method} ${response.status()}`);
    });
    await page.route(`**${SETTINGS}`, async (route) => {
      await wait(HELD_MS);
      await route.continue();
    });
    await page.goto(`${product.url}/groups`);
    await page.waitForRequest(`**${SETTINGS}`);
    await page.getByRole('link', { name: /Flat on Partizanska/ }).click();
    await page.waitForResponse(
      (response) => response.url().endsWith(SETTINGS) && response.request().method() === 'PUT',
    );
    await page.waitForLoadState('networkidle');
    assert.deepEqual(answers, ['GET 200', 'PUT 200']);
    await first.close();
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
    const { title, body, path, tag } = payload;
    assert.deepEqual(await shown(page), { title, body, tag, data: { path } });
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
      (response) => response.url().endsWith(SETTINGS) && response.request().method() === 'PUT',
    );
    await page.reload();
    assert.equal((await told).status(), 200);
    const settings = await (await context.request.get(`${product.url}${SETTINGS}`)).json();
    assert.equal(settings.language, 'pl');
  });

  /** The first notice of the device, as soon as there is one. `waitForFunction` takes a promise for an answer, so it cannot ask. */
  function shown(page: Page) {
    return page.evaluate(
      async ({ withinMs, everyMs }) => {
        const worker = await navigator.serviceWorker.ready;
        for (let waitedMs = 0; waitedMs < withinMs; waitedMs += everyMs) {
          const [first] = await worker.getNotifications();
          if (first) return { title: first.title, body: first.body, tag: first.tag, data: first.data };
          await new Promise((resolve) => setTimeout(resolve, everyMs));
        }
        return 'nothing is shown';
      },
      { withinMs: SHOWN_WITHIN_MS, everyMs: 50 },
    );
  }

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
