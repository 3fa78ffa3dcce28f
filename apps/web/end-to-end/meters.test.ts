import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openShell, withoutBrowser } from './testing/browser.ts';
import { ANA, type Product, startProduct } from './testing/product.ts';

// What was answered is kept a second later.
const KEPT_AFTER_MS = 1_300;

describe('the readings of a meter', { skip: withoutBrowser, timeout: 300_000 }, () => {
  let product: Product;
  let browser: Browser;
  let context: BrowserContext;
  let meters: string;

  before(async () => {
    browser = await openShell();
    product = await startProduct();
    context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce' });
    await context.request.post(`${product.url}/v1/auth/sign-in`, { data: ANA });
    const { groups } = await (await context.request.get(`${product.url}/v1/groups`)).json();
    meters = `${product.url}/groups/${groups[0].id}/meters`;
  });

  after(async () => {
    await browser?.close();
    await product?.stop();
  });

  it('show one that was added, and a swap, at once and after a reload that comes before they are kept', async () => {
    const page = await context.newPage();
    await page.goto(`${meters}/new`);
    await page.getByLabel('Name').first().fill('Garden water');
    await page.getByRole('button', { name: 'Create meter' }).click();
    await page.getByText('Nothing was read yet.').waitFor();
    await page.waitForTimeout(KEPT_AFTER_MS);
    await page.getByLabel('The meter shows', { exact: false }).fill('120');
    await page.getByRole('button', { name: 'Save reading' }).click();
    await page.getByText('is written down').waitFor();
    await page.reload();
    await shown(page, '120');
    await page.getByRole('link', { name: 'Replace meter' }).click();
    await page.getByLabel('last of the old one', { exact: false }).fill('125');
    await page.getByLabel('first of the new one', { exact: false }).fill('7');
    await page.getByRole('button', { name: 'Replace meter' }).click();
    await shown(page, '125');
    await page.reload();
    await shown(page, '125');
  });

  async function shown(page: Page, value: string): Promise<void> {
    await page.getByRole('listitem').filter({ hasText: value }).first().waitFor();
  }
});
