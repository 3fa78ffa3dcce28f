import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { openShell, withoutBrowser } from './testing/browser.ts';
import { type Flat, openFlat } from './testing/flat.ts';
import { type Product, startProduct } from './testing/product.ts';

const DELIVERED_WITHIN_MS = 60_000;

describe('the settings of a group', { skip: withoutBrowser, timeout: 500_000 }, () => {
  const received: string[] = [];
  let product: Product;
  let browser: Browser;
  let flat: Flat;
  let receiver: Server;

  before(async () => {
    receiver = createServer((request, response) => {
      received.push(String(request.headers['webhook-signature']));
      request.resume().on('end', () => response.writeHead(204).end());
    }).listen(0, '127.0.0.1');
    await once(receiver, 'listening');
    browser = await openShell();
    product = await startProduct({ withJobs: true });
    flat = await openFlat(browser, product.url);
  });

  after(async () => {
    receiver.closeAllConnections();
    receiver.close();
    await browser?.close();
    await product?.stop();
  });

  it('add a webhook, whose secret is shown once, and tell what was sent', async () => {
    const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
    const page = await flat.ana.newPage();
    await page.goto(`${flat.page}/settings/webhooks`);
    await page.getByText('Nothing is sent anywhere').waitFor();
    await page.getByLabel('Address (https)').fill('http://example.org/plain');
    await page.getByRole('button', { name: 'Add webhook' }).click();
    await page.getByText('Use a public https address').waitFor();
    await page.getByLabel('Address (https)').fill(url);
    await page.getByRole('button', { name: 'Add webhook' }).click();
    assert.match((await page.locator('code').textContent()) ?? '', /^whsec_/);
    await page.getByRole('link', { name: url }).click();
    await page.getByRole('heading', { name: 'Webhook', level: 1, exact: true }).waitFor();
    assert.equal(await page.getByText('whsec_').count(), 0);
    await page.getByRole('button', { name: 'Send a ping' }).click();
    await page.getByText(/taken \(204\)/).waitFor({ timeout: DELIVERED_WITHIN_MS });
    await page
      .getByRole('button', { name: /^Send again from change/ })
      .first()
      .click();
    await page
      .getByText(/taken \(204\)/)
      .nth(1)
      .waitFor({ timeout: DELIVERED_WITHIN_MS });
    assert.equal(received.length, 2);
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByText('Nothing is sent. What happens meanwhile waits').waitFor();
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByText('Every change is sent as it happens.').waitFor();
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByText('Nothing is sent anywhere').waitFor();
    await page.close();
  });

  it('keep when members are reminded, when never, and the days of grace', async () => {
    const page = await flat.ana.newPage();
    await page.goto(`${flat.page}/settings/reminders`);
    await page.getByRole('checkbox', { name: '14 days before' }).check();
    await page.getByLabel('Quiet from').fill('22:30');
    await page.getByRole('button', { name: 'Save' }).first().click();
    await page.getByText('Saved.').waitFor();
    await page.getByLabel('Days of grace').fill('5');
    await page.getByRole('button', { name: 'Save' }).nth(1).click();
    await page.getByText('Saved.').nth(1).waitFor();
    await page.reload();
    // What was kept is shown first, and then what is.
    await page.getByRole('checkbox', { name: '14 days before', checked: true }).waitFor();
    assert.equal(await page.getByLabel('Quiet from').inputValue(), '22:30');
    assert.equal(await page.getByLabel('Days of grace').inputValue(), '5');
    await page.close();
  });

  it('let a payment within a rule go ahead by itself, and keep the days of grace', async () => {
    const page = await flat.ana.newPage();
    await page.goto(`${flat.page}/settings/payments`);
    await page.getByRole('button', { name: 'Another rule' }).click();
    await page.getByLabel('Up to, in EUR').fill('20');
    await page.getByRole('checkbox', { name: 'cash' }).check();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    const rules = await (await flat.ana.request.get(`${flat.api}/payment-rules`)).json();
    const [rule] = rules.autoApprovals;
    assert.deepEqual([rule.amountMinorMax, rule.methods, rule.memberIds, rules.graceDays], [2_000, ['cash'], null, 5]);
    const marko = await flat.marko.newPage();
    await marko.goto(`${flat.page}/pay?to=${flat.memberId.Ana}&amountMinor=1999`);
    await marko.getByRole('radio', { name: /^Cash/ }).click();
    await marko.getByRole('button', { name: 'Pay €19.99' }).click();
    await marko.getByText('by a rule of the group').waitFor();
    await Promise.all([page.close(), marko.close()]);
  });

  it('keep what I am told of, and give my calendar an address that can be ended', async () => {
    const page = await flat.ana.newPage();
    await page.goto(`${flat.page}/notifications`);
    const wish = page.getByRole('checkbox', { name: 'Somebody comments: E-mail' });
    const before = await wish.isChecked();
    await wish.setChecked(!before);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    await page.reload();
    // What was kept is shown first, and then what is.
    await page.getByRole('checkbox', { name: 'Somebody comments: E-mail', checked: !before }).waitFor();
    await page.getByRole('button', { name: 'Make an address' }).click();
    const address = await page.getByLabel('Address of the calendar').first().inputValue();
    assert.match(address, /\/v1\/calendar-feeds\/[\w.-]+$/);
    // A calendar has no session.
    const feed = await fetch(address);
    assert.equal(feed.headers.get('content-type'), 'text/calendar; charset=utf-8');
    assert.match(await feed.text(), /^BEGIN:VCALENDAR\r\n/);
    await page.getByRole('button', { name: 'End the address' }).click();
    await page.getByRole('button', { name: 'End the address' }).click();
    await page.getByRole('button', { name: 'Make an address' }).waitFor();
    assert.equal((await fetch(address)).status, 404);
    await page.close();
  });

  it('keep what a newer release tells of and this page has no words for', async () => {
    const session = await flat.ana.storageState();
    // The service worker would ask in the place of the page, unseen.
    const context = await browser.newContext({ storageState: session, serviceWorkers: 'block', locale: 'en-GB' });
    const page = await context.newPage();
    let sent: { readonly preferences: readonly { readonly kind: string }[] } | undefined;
    await page.route('**/notification-preferences', async (route) => {
      if (route.request().method() !== 'GET') sent = route.request().postDataJSON();
      const answer = await route.fetch(sent === undefined ? {} : { method: 'GET' });
      const body = await answer.json();
      body.preferences.push({ kind: 'moon-landing', email: true, push: false });
      await route.fulfill({ response: answer, json: body });
    });
    await page.goto(`${flat.page}/notifications`);
    await page.getByRole('checkbox', { name: 'Somebody comments: E-mail' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    assert.deepEqual(sent?.preferences.at(-1), { kind: 'moon-landing', email: true, push: false });
    await context.close();
  });
});
