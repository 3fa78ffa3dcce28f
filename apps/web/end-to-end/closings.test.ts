import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { openShell, withoutBrowser } from './testing/browser.ts';
import { type Flat, openFlat } from './testing/flat.ts';
import { tabTo } from './testing/keyboard.ts';
import { monthsAgo } from './testing/payments.ts';
import { type Product, startProduct } from './testing/product.ts';
import { watchPage } from './testing/watch-page.ts';

describe('closing months', { skip: withoutBrowser, timeout: 400_000 }, () => {
  const month = monthsAgo(1);
  let product: Product;
  let browser: Browser;
  let flat: Flat;

  before(async () => {
    browser = await openShell();
    product = await startProduct();
    flat = await openFlat(browser, product.url);
  });

  after(async () => {
    await browser?.close();
    await product?.stop();
  });

  it('says what it means, asks, and is done with the keyboard alone', async () => {
    const page = await flat.ana.newPage();
    const complaints = watchPage(page);
    await page.goto(`${flat.page}/closings`);
    await page.getByText('No month is closed yet').waitFor();
    await page.getByText('Everybody gets a statement').waitFor();
    await tabTo(page, 'Close ');
    await page.keyboard.press('Enter');
    await page.getByText('It cannot be opened again.').waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/closings/${month}`);
    await page.getByText('Nothing. Every balance of that day stands.').waitFor();
    assert.equal(await page.getByRole('link', { name: /^PDF of/ }).count(), 3);
    assert.deepEqual(complaints, []);
    await page.close();
  });

  it('is left to whoever runs the group', async () => {
    const page = await flat.marko.newPage();
    await page.goto(`${flat.page}/closings`);
    await page.getByText(/Everything is closed that is over|The person who runs the group/).waitFor();
    assert.equal(await page.getByRole('button', { name: /^Close/ }).count(), 0);
    await page.close();
  });

  it('leaves a statement that is printed as a PDF in the language of its reader', async () => {
    const page = await (
      await browser.newContext({ locale: 'de', storageState: await flat.ana.storageState() })
    ).newPage();
    await page.goto(`${flat.page}/statements?member=${flat.memberId.Ana}&month=${month}`);
    await page.getByText('Dieser Monat ist abgeschlossen').waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'PDF' }).click();
    const file = await (await download).createReadStream();
    const begin = (await file.take(1).toArray())[0] as Buffer;
    assert.equal(begin.subarray(0, 5).toString(), '%PDF-');
    await page.close();
  });

  it('shows what was changed of it afterwards, with each balance before and after', async () => {
    const { bills } = await (await flat.ana.request.get(`${flat.api}/bills?limit=100`)).json();
    const bill = bills.find(
      (one: { title: string; date: string }) => one.title === 'Internet' && one.date.startsWith(month),
    );
    const page = await flat.ana.newPage();
    await page.goto(`${flat.page}/bills/${bill.id}/edit`);
    await page.getByLabel('Amount in EUR').fill('30.99');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('heading', { name: 'Internet', level: 1 }).waitFor();
    await page.goto(`${flat.page}/closings/${month}`);
    const changed = page.getByRole('region', { name: 'What changed since' });
    await changed.getByRole('link', { name: 'Internet' }).waitFor();
    assert.match((await changed.textContent()) ?? '', /16\.66.*20\.66/);
    await page.goto(`${flat.page}/statements?member=${flat.memberId.Marko}`);
    await page.getByText(/correction: was \+€16\.66, is \+€20\.66/).waitFor();
    await page.close();
  });
});
