import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { openShell, withoutBrowser } from './testing/browser.ts';
import { type Flat, openFlat } from './testing/flat.ts';
import { type Product, startProduct } from './testing/product.ts';
import { watchPage } from './testing/watch-page.ts';

// The smallest picture there is: one red pixel.
const PIXEL_PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==';

describe('a bill and a meter after they were written down', { skip: withoutBrowser, timeout: 500_000 }, () => {
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

  it('is disputed down to one line, and answered by whoever runs the group', async () => {
    const { Ana, Marko } = flat.memberId;
    const items = ['Fish', 'Wine'].map((label, index) => ({
      label,
      amountMinor: 1_000 + index,
      weights: [Ana, Marko].map((memberId) => ({ memberId, weight: 1 })),
    }));
    const body = {
      title: 'Dinner',
      date: '2026-11-20',
      currency: 'EUR',
      totalMinor: 2_001,
      payers: [{ memberId: Ana, amountMinor: 2_001 }],
      split: { method: 'itemised', items, taxMinor: 0, tipMinor: 0, discountMinor: 0 },
    };
    const made = await flat.ana.request.post(`${flat.api}/bills`, { data: body });
    assert.equal(made.ok(), true, await made.text());
    const address = `${flat.page}/bills/${(await made.json()).id}`;
    const page = await flat.marko.newPage();
    const complaints = watchPage(page);
    await page.goto(address);
    await page.getByRole('button', { name: 'Something is wrong' }).click();
    await page.getByLabel('What is it about?').selectOption({ label: 'Wine' });
    await page.getByLabel('What is wrong?').fill('I drank none.');
    await page.getByRole('button', { name: 'Something is wrong' }).click();
    await page.getByText('Wine: I drank none.').waitFor();
    const ana = await flat.ana.newPage();
    await ana.goto(address);
    await ana.getByLabel('Your answer').fill('True.');
    await ana.getByRole('button', { name: 'Accept' }).click();
    await ana.getByLabel('Your answer').waitFor({ state: 'detached' });
    await page.reload();
    await page.getByText('accepted: True.').waitFor();
    assert.deepEqual(complaints, []);
    await Promise.all([page.close(), ana.close()]);
  });

  it('gets a comment and the photo of its receipt, which others see', async () => {
    const [bill] = (await (await flat.ana.request.get(`${flat.api}/bills?limit=1`)).json()).bills;
    const page = await flat.marko.newPage();
    await page.goto(`${flat.page}/bills/${bill.id}`);
    await page.getByLabel('Say something').fill('The receipt is below.');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByRole('paragraph').getByText('The receipt is below.').waitFor();
    const buffer = Buffer.from(PIXEL_PNG, 'base64');
    await page.getByLabel('Add photo or PDF').setInputFiles({ name: 'receipt.png', mimeType: 'image/png', buffer });
    const ana = await flat.ana.newPage();
    await page.getByRole('img', { name: 'receipt.png' }).waitFor();
    await ana.goto(`${flat.page}/bills/${bill.id}`);
    const picture = ana.getByRole('img', { name: 'receipt.png' });
    await picture.scrollIntoViewIfNeeded();
    await ana.waitForFunction(() => document.querySelector<HTMLImageElement>('main img')?.naturalWidth === 1);
    await Promise.all([page.close(), ana.close()]);
  });

  it('is set right by a bill of its own when a reading is corrected later', async () => {
    const { address, readings } = await waterMeter();
    // The last one before a month that was charged: between its neighbours, so that nothing about it is strange.
    const place = readings.findIndex(
      ({ date }, index) => date.slice(0, 7) !== readings[index - 1]?.date.slice(0, 7) && index > 0,
    );
    const late = readings[place];
    assert.ok(late);
    const page = await flat.ana.newPage();
    await page.goto(address);
    await page
      .getByRole('button', { name: /^Correct the reading of/ })
      .nth(place)
      .click();
    await page
      .getByLabel('The meter shows')
      .nth(1)
      .fill(String(late.valueMilli / 1000 + 1));
    await page.getByRole('button', { name: 'Correct', exact: true }).click();
    await page.getByRole('button', { name: 'Correct', exact: true }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Check earlier bills' }).click();
    await page.getByRole('button', { name: 'Make a correcting bill' }).click();
    await page.waitForURL(/\/bills\/[0-9a-f-]+$/);
    await page.getByRole('heading', { level: 1, name: /Water/ }).waitFor();
    await page.close();
  });

  it('keeps a strange reading that is right until it is reviewed', async () => {
    const { address, readings } = await waterMeter();
    const page = await flat.marko.newPage();
    await page.goto(address);
    await page
      .getByRole('button', { name: /^Correct the reading of/ })
      .first()
      .click();
    await page
      .getByLabel('The meter shows')
      .nth(1)
      .fill(String((readings[0]?.valueMilli ?? 0) / 1000 + 400));
    await page.getByRole('button', { name: 'Correct', exact: true }).click();
    await page.getByRole('button', { name: 'It is right: keep it' }).click();
    await page.getByText('Waits for a review').waitFor();
    const ana = await flat.ana.newPage();
    await ana.goto(address);
    await ana.getByRole('button', { name: 'Let it count' }).click();
    await ana.getByText('Waits for a review').waitFor({ state: 'detached' });
    await Promise.all([page.close(), ana.close()]);
  });

  it('is taken back, as is a payment that was written down by mistake', async () => {
    const page = await flat.ana.newPage();
    await page.goto(`${flat.page}/bills`);
    await page
      .getByRole('link', { name: /^Dinner/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'Take back' }).click();
    await page.getByRole('button', { name: 'Take back' }).click();
    await page.getByText('taken back').first().waitFor();
    await page.goto(`${flat.page}/settle`);
    const first = page.getByRole('region', { name: 'Payments', exact: true }).getByRole('listitem').first();
    await first.getByRole('button', { name: 'Take back' }).click();
    await first.getByRole('button', { name: 'Take back' }).click();
    await first.getByText('taken back').waitFor();
    await page.close();
  });

  it('goes with its group to another server, in a bundle', async () => {
    const bundle = await (await flat.ana.request.get(`${flat.api}/bundle`)).body();
    const other = await startProduct();
    const context = await browser.newContext({ locale: 'en-GB' });
    await context.request.post(`${other.url}/v1/auth/guest`, { data: { name: 'Ana' } });
    const page = await context.newPage();
    await page.goto(`${other.url}/restore`);
    const file = { name: 'flat.json', mimeType: 'application/json', buffer: bundle };
    await page.getByLabel('Choose a bundle').setInputFiles(file);
    await page.getByLabel('My balance').waitFor();
    await context.close();
    await other.stop();
  });

  async function waterMeter() {
    const { meters } = await (await flat.ana.request.get(`${flat.api}/meters`)).json();
    const meter = meters.find(({ name }: { name: string }) => name === 'Water');
    const answer = await flat.ana.request.get(`${flat.api}/meters/${meter.id}/readings?limit=10`);
    const { readings } = (await answer.json()) as { readings: { valueMilli: number; date: string }[] };
    return { address: `${flat.page}/meters/${meter.id}`, readings };
  }
});
