import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { openShell, withoutBrowser } from './testing/browser.ts';
import { type Flat, openFlat } from './testing/flat.ts';
import { tabTo } from './testing/keyboard.ts';
import { type Product, startProduct } from './testing/product.ts';
import { readQrCode } from './testing/read-qr-code.ts';
import { watchPage } from './testing/watch-page.ts';

const IBAN = 'DE89370400440532013000';
// The trial's bank takes ten seconds to answer.
const BY_ITSELF_MS = 60_000;

describe('paying', { skip: withoutBrowser, timeout: 600_000 }, () => {
  let product: Product;
  let browser: Browser;
  let flat: Flat;

  before(async () => {
    browser = await openShell();
    product = await startProduct({ withJobs: true });
    flat = await openFlat(browser, product.url);
  });

  after(async () => {
    await browser?.close();
    await product?.stop();
  });

  it('by transfer is offered once the receiver has given an account', async () => {
    const page = await flat.marko.newPage();
    await page.goto(`${flat.page}/pay?to=${flat.memberId.Ana}`);
    await page.getByText('Ana has given no bank account yet.').waitFor();
    assert.equal(await page.getByRole('radio', { name: /Bank transfer/ }).isDisabled(), true);
    const ana = await flat.ana.newPage();
    await ana.goto(`${flat.page}/members/${flat.memberId.Ana}`);
    await ana.getByLabel('IBAN').fill('DE00 3704 0044 0532 0130 00');
    await ana.getByRole('button', { name: 'Save' }).last().click();
    await ana.getByText('This is not an IBAN').waitFor();
    await ana.getByLabel('IBAN').fill('DE89 3704 0044 0532 0130 00');
    await ana.getByRole('button', { name: 'Save' }).last().click();
    await ana.getByText('Saved.').waitFor();
    await page.reload();
    await page.getByRole('radio', { name: /Bank transfer/, checked: true }).waitFor();
    await Promise.all([page.close(), ana.close()]);
  });

  it('two bills by transfer works with the keyboard alone, and its QR code reads as the bank wants it', async () => {
    const page = await flat.marko.newPage();
    const complaints = watchPage(page);
    await page.goto(`${flat.page}/pay?to=${flat.memberId.Ana}`);
    const boxes = page.getByRole('checkbox');
    await boxes.nth(1).waitFor();
    const amounts = await openSharesOf(flat);
    for (const { title } of amounts.slice(0, 2)) {
      await tabTo(page, title);
      await page.keyboard.press('Space');
    }
    const sumMinor = (amounts[0]?.openMinor ?? 0) + (amounts[1]?.openMinor ?? 0);
    const sum = (sumMinor / 100).toFixed(2);
    assert.equal(await page.getByLabel('Amount in EUR').inputValue(), sum);
    await tabTo(page, 'Pay €');
    await page.keyboard.press('Enter');
    await page.getByText('Ana has to approve it first.').waitFor();
    const paymentId = page.url().split('/').at(-1) ?? '';

    const ana = await flat.ana.newPage();
    await ana.goto(page.url());
    await ana.getByRole('button', { name: 'Approve' }).waitFor();
    await tabTo(ana, 'Approve');
    await ana.keyboard.press('Enter');
    await ana.getByRole('heading', { name: 'Has it arrived?' }).waitFor();

    await page.reload();
    const picture = page.getByRole('img', { name: /QR code of this transfer/ });
    await picture.waitFor();
    const lines = ['BCD', '002', '1', 'SCT', '', 'Ana', IBAN, `EUR${sum}`, '', '', `Payment ${paymentId}`];
    assert.equal(await readQrCode(browser, picture), lines.join('\n'));
    assert.match(
      (await page.getByRole('link', { name: 'Open in a banking app' }).getAttribute('href')) ?? '',
      new RegExp(`^payto://iban/${IBAN}\\?amount=EUR%3A${sum}&receiver-name=Ana&message=Payment%20${paymentId}$`),
    );
    await tabTo(page, 'Copy: IBAN');
    await page.keyboard.press('Enter');
    await page.getByText('Copied').waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), IBAN);
    assert.deepEqual(complaints, []);
    await Promise.all([page.close(), ana.close()]);
  });

  it('is confirmed by the receiver, in part, and has a receipt that verifies and comes as a PDF', async () => {
    const page = await flat.ana.newPage();
    await openUnderWay(page, flat);
    await page.getByLabel('Arrived from Marko, in EUR').fill('10.00');
    await page.getByRole('button', { name: 'It has arrived' }).click();
    await page.getByText('a part arrived').waitFor();
    await page.getByRole('link', { name: 'Receipt' }).click();
    await page.getByText('Verified: what you see is what the log holds.').waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'PDF' }).click();
    const file = await (await download).createReadStream();
    const begin = (await file.take(1).toArray())[0] as Buffer;
    assert.equal(begin.subarray(0, 5).toString(), '%PDF-');
    const sha256 = (await page.locator('code').textContent()) ?? '';
    await page.goto(`${flat.page}/closings`);
    await page.getByLabel('SHA-256').fill(sha256);
    await page.getByRole('button', { name: 'Check' }).click();
    await page.getByText(/Verified: receipt \d{8}-/).waitFor();
    await page.close();
  });

  it('back in part is said by whoever got it, and the receipt is of what remains', async () => {
    const page = await flat.marko.newPage();
    await page.goto(`${flat.page}/settle`);
    await page.getByRole('link', { name: 'Marko paid Ana' }).first().click();
    await page.getByRole('button', { name: 'Give it back' }).click();
    await page.getByLabel('Amount in EUR').fill('4');
    await page.getByRole('button', { name: 'Save refund' }).click();
    await page.getByRole('heading', { name: 'Given back' }).waitFor();
    await page.getByRole('link', { name: 'Receipt' }).click();
    await page.getByText('Remains').waitFor();
    assert.match((await page.getByText('Remains').textContent()) ?? '', /6\.00/);
    await page.close();
  });

  it('by a card that is declined can be tried again with another one', async () => {
    const page = await flat.ana.newPage();
    await payByCard(page, 'is declined');
    await page.getByText('The bank declined the card.').waitFor();
    await page.getByRole('link', { name: 'Try again' }).click();
    assert.equal(await page.getByLabel('Amount in EUR').inputValue(), '12.34');
    await page.getByRole('radio', { name: /^Card/ }).click();
    await page.getByRole('button', { name: 'Pay €12.34' }).click();
    await page.getByText('Marko has the money.').waitFor();
    await page.close();
  });

  it('by a card whose bank asks first says so, and shows by itself that it arrived', async () => {
    const page = await flat.ana.newPage();
    await payByCard(page, 'the bank asks, then pays');
    await page.getByText('wants a word with them').waitFor();
    await page.getByText('Marko has the money.').waitFor({ timeout: BY_ITSELF_MS });
    await page.close();
  });

  it('by card needs the network and says so; cash waits in the outbox', async () => {
    const page = await flat.marko.newPage();
    await page.goto(`${flat.page}/pay?to=${flat.memberId.Ana}&amountMinor=777`);
    await page.getByRole('radio', { name: /^Card/ }).waitFor();
    await flat.marko.setOffline(true);
    await page.getByRole('radio', { name: /^Cash/ }).click();
    await page.getByRole('button', { name: 'Pay €7.77' }).click();
    await page.getByText('One entry waits to be sent.').waitFor();
    await page.getByRole('link', { name: 'Pay', exact: true }).first().click();
    await page.getByText('Cards need a connection.').waitFor();
    assert.equal(await page.getByRole('radio', { name: /^Card/ }).isDisabled(), true);
    await flat.marko.setOffline(false);
    await page.getByText('One entry waits to be sent.').waitFor({ state: 'detached', timeout: BY_ITSELF_MS });
    const { payments } = await (await flat.marko.request.get(`${flat.api}/payments?limit=5`)).json();
    assert.equal(payments.filter((one: { amountMinor: number }) => one.amountMinor === 777).length, 1);
    await page.close();
  });

  async function payByCard(page: Page, card: string): Promise<void> {
    await page.goto(`${flat.page}/pay?to=${flat.memberId.Marko}&amountMinor=1234`);
    await page.getByRole('radio', { name: /^Card/ }).click();
    await page.getByLabel('Trial card').selectOption({ label: card });
    await page.getByRole('button', { name: 'Pay €12.34' }).click();
  }
});

async function openUnderWay(page: Page, { page: address }: Flat): Promise<void> {
  await page.goto(`${address}/settle`);
  await page.getByRole('region', { name: 'Under way' }).getByRole('link', { name: 'Marko pays Ana' }).first().click();
}

async function openSharesOf({ marko, api, memberId }: Flat): Promise<{ title: string; openMinor: number }[]> {
  const answer = await marko.request.get(`${api}/members/${memberId.Marko}/open-shares?to=${memberId.Ana}`);
  return (await answer.json()).shares;
}
