import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openShell, withoutBrowser } from './testing/browser.ts';
import { ANA, type Product, startProduct } from './testing/product.ts';
import { accessibilityFaults, watchPage } from './testing/watch-page.ts';

const PHONE = { viewport: { width: 390, height: 844 }, locale: 'en-GB', reducedMotion: 'reduce' } as const;
const BILLS = Array.from({ length: 20 }, (_, index) => `Written in the air ${index + 1}`);
const PLACES = ['', '/bills', '/settle', '/meters', '/recurring', '/statements', '/activity', '/invite', '/menu'];
/** Asked by the page itself, and through the service worker. */
const NO_NETWORK = /net::ERR_(INTERNET_DISCONNECTED|FAILED)/;
const SENT_WITHIN_MS = 60_000;
// What was answered is kept a second later.
const WRITTEN_AFTER_MS = 1_500;

interface Bill {
  readonly id: string;
  readonly title: string;
  readonly version: number;
  readonly [field: string]: unknown;
}

describe('the web app without a network', { skip: withoutBrowser, timeout: 400_000 }, () => {
  let product: Product;
  let browser: Browser;
  let context: BrowserContext;
  let group: string;

  before(async () => {
    browser = await openShell();
    product = await startProduct();
    context = await browser.newContext(PHONE);
    await context.request.post(`${product.url}/v1/auth/sign-in`, { data: ANA });
    group = (await (await context.request.get(`${product.url}/v1/groups`)).json()).groups[0].id;
  });

  // What one test finds is no reason for the next to have no network.
  afterEach(() => context.setOffline(false));

  after(async () => {
    await browser?.close();
    await product?.stop();
  });

  it('keeps twenty bills over a closed tab, and sends exactly those, in order', async () => {
    const before = new Set((await bills()).map(({ id }) => id));
    const page = await installed(`/groups/${group}`);
    await context.setOffline(true);
    for (const title of BILLS) await writeBill(page, title);
    await page.getByText('20 entries wait to be sent.').waitFor();
    await page.close();

    const next = await context.newPage();
    const complaints = watchPage(next);
    await next.goto(`${product.url}/outbox`);
    await next
      .getByRole('listitem')
      .nth(BILLS.length - 1)
      .waitFor();
    assert.deepEqual(await next.getByRole('listitem').locator('strong').allTextContents(), BILLS);
    assert.deepEqual(await accessibilityFaults(next), []);
    assert.deepEqual(
      complaints.filter((text) => !NO_NETWORK.test(text)),
      [],
    );
    assert.equal((await bills()).length, before.size);

    await context.setOffline(false);
    await next.getByText('Everything is sent').waitFor({ timeout: SENT_WITHIN_MS });
    const made = (await bills()).filter(({ id }) => !before.has(id)).toSorted((a, b) => (a.id < b.id ? -1 : 1));
    assert.deepEqual(
      made.map(({ title }) => title),
      BILLS,
    );
    await next.close();
  });

  it('shows offline what was opened before, and says that it is not of now', async () => {
    const page = await installed(`/groups/${group}`);
    const bill = page.getByRole('link', { name: /Written in the air 20/ }).first();
    await bill.click();
    await page.getByRole('heading', { name: 'Written in the air 20', level: 1 }).waitFor();
    await page.getByRole('heading', { name: 'Comments' }).waitFor();
    await page.waitForLoadState('networkidle');
    const address = page.url();
    await page.close();
    await context.setOffline(true);
    const again = await context.newPage();
    await again.goto(address);
    await again.getByRole('heading', { name: 'Written in the air 20', level: 1 }).waitFor();
    await again.getByText('No connection.').waitFor();
    await context.setOffline(false);
    await again.getByText('No connection.').waitFor({ state: 'detached', timeout: SENT_WITHIN_MS });
    await again.close();
  });

  it('keeps a reading and a comment over a closed tab, and sends both', async () => {
    const ask = async (path: string) => (await context.request.get(`${product.url}/v1/groups/${group}${path}`)).json();
    const [meter] = (await ask('/meters')).meters;
    // The form begins with the first register; two were read together.
    const [register] = meter.registers;
    const readings = async (): Promise<readonly { readonly valueMilli: number; readonly register: string }[]> =>
      (await ask(`/meters/${meter.id}/readings?limit=5`)).readings;
    const last = (await readings()).find((reading) => reading.register === register.id);
    const value = Math.ceil(Number(last?.valueMilli) / 1_000) + 2;
    const [bill] = await bills();
    const meterPath = `/groups/${group}/meters/${meter.id}`;
    const billPath = `/groups/${group}/bills/${bill?.id}`;
    const page = await installed(`/groups/${group}`);
    for (const path of [billPath, meterPath]) await page.goto(product.url + path, { waitUntil: 'networkidle' });
    await page.waitForTimeout(WRITTEN_AFTER_MS);
    await context.setOffline(true);
    await page.getByLabel('The meter shows', { exact: false }).fill(String(value));
    await page.getByRole('button', { name: 'Save reading' }).click();
    await page.getByText('One entry waits to be sent.').waitFor();
    await page.goto(product.url + billPath);
    await page.getByLabel('Say something').fill('Said in the air');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText('2 entries wait to be sent.').waitFor();
    await page.close();

    await context.setOffline(false);
    const next = await context.newPage();
    await next.goto(`${product.url}/outbox`);
    await next.getByText('Everything is sent').waitFor({ timeout: SENT_WITHIN_MS });
    await next.goto(product.url + billPath);
    await next.getByRole('paragraph').getByText('Said in the air').waitFor();
    assert.ok((await readings()).some(({ valueMilli }) => valueMilli === value * 1_000));
    await next.close();
  });

  it('shows every place of the group offline that was opened before', async () => {
    const page = await installed(`/groups/${group}`);
    for (const path of PLACES) await page.goto(`${product.url}/groups/${group}${path}`, { waitUntil: 'networkidle' });
    await page.waitForTimeout(WRITTEN_AFTER_MS);
    await page.close();
    await context.setOffline(true);
    const again = await context.newPage();
    for (const path of PLACES) {
      await again.goto(`${product.url}/groups/${group}${path}`);
      await again.getByText('No connection.').waitFor();
      await again.locator('h1').getByText('Loading').waitFor({ state: 'detached' });
      assert.deepEqual(await again.getByRole('alert').allTextContents(), [], path);
      assert.equal(await again.getByRole('status', { name: 'Loading' }).count(), 0, path);
    }
    await context.setOffline(false);
    await again.close();
  });

  it('shows both versions when somebody was quicker, and keeps the one that is chosen', async () => {
    const page = await installed(`/groups/${group}`);
    const bill = (await bills()).find(({ title }) => title === BILLS[0]);
    assert.ok(bill);
    await page.goto(`${product.url}/groups/${group}/bills/${bill.id}/edit`);
    await page.getByLabel('What was it for?').fill('Mine');
    await context.setOffline(true);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('One entry waits to be sent.').waitFor();
    await changeElsewhere(bill, 'Theirs');
    await context.setOffline(false);
    await page.getByText('One entry could not be sent.').waitFor({ timeout: SENT_WITHIN_MS });
    await page.getByRole('link', { name: 'Look' }).click();
    await page.getByRole('row', { name: 'Title Mine Theirs' }).waitFor();
    assert.deepEqual(await accessibilityFaults(page), []);
    await page.getByRole('button', { name: 'Keep mine' }).click();
    await page.getByText('Everything is sent').waitFor();
    assert.equal((await bills()).find(({ id }) => id === bill.id)?.title, 'Mine');
    await page.close();
  });

  it('keeps nothing of a person who signs out: no answer, no entry, not even in the service worker', async () => {
    const page = await installed(`/groups/${group}`);
    assert.ok((await keptCount(page)) > 0);
    await page.getByRole('button', { name: 'Account of Ana' }).click();
    await page.getByRole('button', { name: 'Sign out (Ana)' }).click();
    await page.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor();
    await page.waitForTimeout(WRITTEN_AFTER_MS);
    assert.equal(await keptCount(page), 0);
    await page.close();
  });

  /** A page whose service worker has everything, as it is a few seconds after the first visit. */
  async function installed(path: string): Promise<Page> {
    const page = await context.newPage();
    await page.goto(`${product.url}${path}`);
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
      if (!navigator.serviceWorker.controller)
        await new Promise((done) => navigator.serviceWorker.addEventListener('controllerchange', done));
    });
    await page.getByLabel('My balance').waitFor();
    await page.waitForTimeout(WRITTEN_AFTER_MS);
    return page;
  }

  function keptCount(page: Page): Promise<number> {
    return page.evaluate(async () => {
      const database = await new Promise<IDBDatabase>((done) => {
        const opening = indexedDB.open('shared-payments');
        opening.onsuccess = () => done(opening.result);
      });
      const countIn = (store: string) =>
        new Promise<number>((done) => {
          const counting = database.transaction(store).objectStore(store).count();
          counting.onsuccess = () => done(counting.result);
        });
      const inCache = async (name: string) =>
        (await caches.has(name)) ? (await (await caches.open(name)).keys()).length : 0;
      const kept = (await countIn('answers')) + (await countIn('outbox')) + (await inCache('api-answers'));
      const looks = await inCache('looks');
      database.close();
      return kept + looks;
    });
  }

  async function writeBill(page: Page, title: string): Promise<void> {
    await page.getByRole('link', { name: 'Add a bill' }).first().click();
    await page.getByLabel('What was it for?').fill(title);
    await page.getByLabel('Amount in EUR').fill('12.34');
    await page.getByRole('button', { name: 'Save bill' }).click();
    await page.getByLabel('My balance').waitFor();
  }

  async function bills(): Promise<readonly Bill[]> {
    const found: Bill[] = [];
    for (let cursor = ''; ; ) {
      const answer = await context.request.get(`${product.url}/v1/groups/${group}/bills?limit=200${cursor}`);
      const { bills: page, nextCursor } = (await answer.json()) as { bills: Bill[]; nextCursor: string | null };
      found.push(...page);
      if (nextCursor === null) return found;
      cursor = `&cursor=${nextCursor}`;
    }
  }

  async function changeElsewhere(bill: Bill, title: string): Promise<void> {
    const { date, currency, totalMinor, payers, split } = bill;
    const answer = await context.request.put(`${product.url}/v1/groups/${group}/bills/${bill.id}`, {
      data: { title, date, currency, totalMinor, payers, split },
      headers: { 'if-match': `"${bill.version}"`, 'idempotency-key': 'changed-elsewhere-1' },
    });
    assert.equal(answer.status(), 200, await answer.text());
  }
});
